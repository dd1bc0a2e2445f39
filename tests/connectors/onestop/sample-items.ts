/** Dossiers as the simulator says them on the wire, for the tests of what the connector makes of them. */
import type { DemoDossier } from '../../../demo/life.js';
import { toNames } from '../../../simulators/onestop/catalogues.js';
import { makeRenderer, type WireDossier } from '../../../simulators/onestop/render.js';
import { toDossier } from '../../../src/connectors/onestop/map.js';
import { dossierShape, type OnestopDossier } from '../../../src/connectors/onestop/wire.js';
import type { DossierContent } from '../../../src/records/dossier.js';
import type { CanonicalRecord } from '../../../src/records/record.js';
import { at, dossier, sampleCatalogues } from '../../simulators/onestop/sample-book.js';

const render = makeRenderer(toNames(sampleCatalogues));

/** The item of a dossier as it stood at a local moment of 2018. */
export function renderItem(more: Partial<DemoDossier> = {}, moment = '03-31 00:00:00'): WireDossier {
  const standAtMs = at(moment).getTime();
  const entry = { lag: 0, code: '', standAtMs, changedAtMs: standAtMs, nextAtMs: Infinity } as const;
  return render({ dossier: dossier(1, more), ...entry });
}

/** The item as the wire accepts it. */
export function parseItem(item: unknown): OnestopDossier {
  return dossierShape.parse(item);
}

/** The one record of an item. */
export function mapOne(raw: OnestopDossier): CanonicalRecord<DossierContent> {
  const [record, ...more] = toDossier(raw);
  if (record === undefined || more.length > 0) throw new Error('expected one record');
  return record;
}
