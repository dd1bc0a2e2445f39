/** The named probes of the one-stop: for every node that is on, one after the other until one fails, and what to do then. */
import { lookup } from 'node:dns/promises';
import { toMessage } from '../../errors.js';
import type { Probe, ReadContext } from '../connector.js';
import type { OnestopClient } from './client.js';
import type { OnestopSettings } from './settings.js';
import { dossierShape } from './wire.js';

type UrlField = 'provinceUrl' | 'districtUrl' | 'communeUrl';
type Context = ReadContext<OnestopSettings>;
type Step = [name: Probe['name'], run: () => Promise<string | null>, advice: string];

const fields = ['provinceUrl', 'districtUrl', 'communeUrl'] as const;

/** Asks every node that is on; `openNode` opens the way to one. */
export async function checkNodes(
  context: Context,
  openNode: (context: Context, field: UrlField) => OnestopClient,
): Promise<Probe[]> {
  const on = fields.filter((field) => context.settings[field] !== '');
  const probes = await Promise.all(on.map((field) => checkNode(field, context, openNode(context, field))));
  return probes.flat();
}

async function checkNode(field: UrlField, context: Context, node: OnestopClient): Promise<Probe[]> {
  const probes: Probe[] = [];
  for (const [name, run, advice] of toSteps(field, context, node)) {
    const fault = await run().catch(toMessage);
    probes.push({ of: field, name, ok: fault === null, advice: fault === null ? '' : `${fault}; ${advice}` });
    // What follows would fail for the same reason.
    if (fault !== null) break;
  }
  return probes;
}

function toSteps(field: UrlField, { settings, signal }: Context, node: OnestopClient): Step[] {
  const variable = `ONESTOP_${field.replace('Url', '').toUpperCase()}_URL`;
  const fetchOne = () => {
    const parameters = { tuthoidiem: '', trang: '1', sobanghi: '1' };
    return node.fetchPage('LayDanhSachHoSo', parameters, signal);
  };
  return [
    [
      'dns',
      () => lookup(new URL(settings[field]).hostname).then(() => null),
      `check the host of ${variable}`,
    ],
    ['auth', () => node.logIn(signal).then(() => null), 'check ONESTOP_USERNAME and ONESTOP_PASSWORD'],
    [
      'scope',
      () => fetchOne().then(() => null),
      'ask the source to let ONESTOP_AGENCY_CODE read its dossiers',
    ],
    [
      'sample',
      async () => findFault((await fetchOne()).items),
      'its form has changed: compare it with wire.ts',
    ],
  ];
}

/** What is wrong with the first item, by field; null where it is as promised, or there is none. */
function findFault(items: readonly unknown[]): string | null {
  if (items.length === 0) return null;
  const parsed = dossierShape.safeParse(items[0]);
  return parsed.success
    ? null
    : `wrong fields: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`;
}
