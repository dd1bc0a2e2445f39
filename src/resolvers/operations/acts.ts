/**
 * The mutations of operators: each is noted under its command id before it is done, and doing it twice changes nothing. What they do is
 * src/sync's and src/dossiers' business.
 */
import { createHash } from 'node:crypto';
import { toCommandKey } from '../../dossiers/command.js';
import { redrive } from '../../dossiers/redrive.js';
import { HubError } from '../../errors.js';
import type { DeadLetter } from '../../store/dead-letters.js';
import type { SyncRun } from '../../store/sync-runs.js';
import type { RequestedRun } from '../../store/sync-state.js';
import type { ReleaseOutcome } from '../../sync/release-quarantine.js';
import type { HubContext } from '../context.js';
import { toCommandId } from '../exchange/command-input.js';
import { toReadingOrder, type StartSyncInput, type StreamName } from './reading-order.js';

interface Args<Input> {
  input: { commandId: string } & Input;
}

/** A run as it stands; of one no worker has begun nothing but its id is known. */
export type AskedRun = Pick<SyncRun, 'id'> & Partial<SyncRun>;

/**
 * Notes an act.
 * @throws HubError BAD_INPUT for a command id that cannot be one, CONFLICT where it was used for something else.
 */
async function note(
  act: string,
  { commandId, ...input }: { commandId: string } & Readonly<Record<string, string | null>>,
  { principal, operations, now }: HubContext,
): Promise<string> {
  const actor = principal?.sub ?? '';
  const id = toCommandKey(actor, toCommandId(commandId));
  const known = await operations.acts.note({ id, act, actor, at: now(), input });
  const isSame = (one: object): string => JSON.stringify(Object.entries(one).sort());
  if (known !== null && (known.act !== act || isSame(known.input) !== isSame(input)))
    throw new HubError(
      'CONFLICT',
      'commandId: it was used before for something else; a new act needs a new id',
    );
  return id;
}

async function startSync(
  _: unknown,
  { input }: Args<StartSyncInput>,
  context: HubContext,
): Promise<{ run: AskedRun }> {
  const { source, stream, mode, commandId, fromRun = null, key = null, since = null, until = null } = input;
  context.operations.requireStream(source, stream);
  const order = toReadingOrder(input);
  const id = await note(
    'startSync',
    { commandId, source, stream, mode, fromRun, key, since, until },
    context,
  );
  return { run: await request(id, { source, stream, ...order, isReleased: false }, context) };
}

/** Asks for a run under the id of the act that wants it: the same act is the same run. */
async function request(
  act: string,
  { source, stream, ...asked }: Omit<RequestedRun, 'runId'> & StreamName,
  { operations }: HubContext,
): Promise<AskedRun> {
  const runId = `run_${createHash('sha256').update(act).digest('hex').slice(0, 24)}`;
  const known = await operations.runs.find(runId);
  if (known !== null) return known;
  await operations.states.request(source, stream, { runId, ...asked });
  await operations.triggerSync(source, stream);
  return { id: runId };
}

type StreamArgs = Args<StreamName>;

/** Has a run that was stopped done again, and lets it pass. */
async function releaseBrake(
  _: unknown,
  { input }: StreamArgs,
  context: HubContext,
): Promise<{ run: AskedRun }> {
  const { source, stream, commandId } = input;
  const { operations } = context;
  operations.requireStream(source, stream);
  const id = await note('releaseBrake', { commandId, source, stream }, context);
  const brake = (await operations.states.find(source, stream))?.brake ?? null;
  if (brake === null)
    throw new HubError(
      'CONFLICT',
      `stream: no run of ${source}.${stream} was stopped; there is nothing to release`,
    );
  return { run: await request(id, { source, stream, ...brake.order, isReleased: true }, context) };
}

/** Drops what a stopped run was about to do; the stream is read again, and judged anew. */
async function refuseBrake(
  _: unknown,
  { input }: StreamArgs,
  context: HubContext,
): Promise<{ source: string; stream: string }> {
  const { source, stream, commandId } = input;
  context.operations.requireStream(source, stream);
  await note('refuseBrake', { commandId, source, stream }, context);
  await context.operations.scans.forget(source, stream);
  await context.operations.states.easeBrake(source, stream);
  return { source, stream };
}

async function releaseQuarantine(
  _: unknown,
  { input }: StreamArgs,
  context: HubContext,
): Promise<ReleaseOutcome> {
  const { source, stream, commandId } = input;
  context.operations.requireStream(source, stream);
  await note('releaseQuarantine', { commandId, source, stream }, context);
  return context.operations.releaseQuarantine(source, stream);
}

async function redriveDeadLetter(
  _: unknown,
  { input }: Args<{ id: string }>,
  context: HubContext,
): Promise<DeadLetter> {
  const { id, commandId } = input;
  await note('redriveDeadLetter', { commandId, id }, context);
  return redrive(id, context.principal?.sub ?? '', context.operations.duties);
}

export const operationsMutation = {
  startSync,
  releaseBrake,
  refuseBrake,
  releaseQuarantine,
  redriveDeadLetter,
};
