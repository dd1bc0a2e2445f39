/** The named probes of the one-stop, for every node that is on. */
import { findFault, probeAddress, probeClock, runProbes, type ProbeStep } from '../probes.js';
import type { Probe, ReadContext } from '../connector.js';
import type { OnestopClient } from './client.js';
import type { OnestopSettings } from './settings.js';
import { dossierShape } from './wire.js';

type UrlField = 'provinceUrl' | 'districtUrl' | 'communeUrl';
type Context = ReadContext<OnestopSettings>;

const fields = ['provinceUrl', 'districtUrl', 'communeUrl'] as const;

/** Asks every node that is on; `openNode` opens the way to one. */
export async function checkNodes(
  context: Context,
  openNode: (context: Context, field: UrlField) => OnestopClient,
): Promise<Probe[]> {
  const on = fields.filter((field) => context.settings[field] !== '');
  const probes = await Promise.all(
    on.map((field) => runProbes(field, toSteps(field, context, openNode(context, field)))),
  );
  return probes.flat();
}

function toSteps(field: UrlField, context: Context, node: OnestopClient): ProbeStep[] {
  const { settings, signal } = context;
  const variable = `ONESTOP_${field.replace('Url', '').toUpperCase()}_URL`;
  const fetchOne = () => {
    const parameters = { tuthoidiem: '', trang: '1', sobanghi: '1' };
    return node.fetchPage('LayDanhSachHoSo', parameters, signal);
  };
  return [
    ...probeAddress(settings[field], variable, signal),
    {
      name: 'auth',
      run: () => node.logIn(signal).then(() => null),
      advice: 'check ONESTOP_USERNAME and ONESTOP_PASSWORD',
    },
    {
      name: 'scope',
      run: () => fetchOne().then(() => null),
      advice: 'ask the source to let ONESTOP_AGENCY_CODE read its dossiers',
    },
    {
      name: 'sample',
      run: async () => findFault(dossierShape, (await fetchOne()).items),
      advice: 'its form has changed: compare it with wire.ts',
    },
    probeClock(settings[field], context),
  ];
}
