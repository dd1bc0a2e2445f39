/** `Run` and its parts: what a synchronisation did. */
import type { SyncRun } from '../../store/sync-runs.js';
import type { HubContext } from '../context.js';
import type { AskedRun } from './acts.js';

type RunParent = AskedRun | SyncRun;

/** A run that was asked for is shown as it stands, or as waiting while no worker has begun it. */
async function find(run: RunParent, { operations }: HubContext): Promise<SyncRun | null> {
  return 'outcome' in run ? run : operations.runs.find(run.id);
}

const toField =
  <Name extends keyof SyncRun>(name: Name) =>
  async (run: RunParent, _: unknown, context: HubContext): Promise<SyncRun[Name] | null> =>
    (await find(run, context))?.[name] ?? null;

const run = {
  state: async (parent: RunParent, _: unknown, context: HubContext): Promise<string> =>
    (await find(parent, context))?.outcome ?? 'WAITING',
  source: toField('source'),
  stream: toField('stream'),
  mode: toField('mode'),
  mappingVersion: toField('mappingVersion'),
  traceId: toField('traceId'),
  startedAt: toField('startedAt'),
  endedAt: toField('endedAt'),
  counts: toField('counts'),
  error: toField('error'),
  remarks: async (
    parent: RunParent,
    _: unknown,
    context: HubContext,
  ): Promise<{ text: string; count: number }[] | null> => {
    const found = await find(parent, context);
    return found === null ? null : Object.entries(found.remarks).map(([text, count]) => ({ text, count }));
  },
};

export const runTypes = { Run: run };
