/**
 * The mutations of operators: each is noted under its command id before it is done, and doing it twice changes nothing. What they do is
 * src/sync's and src/dossiers' business.
 */
import { createHash } from 'node:crypto';
import { toCommandKey } from '../../dossiers/command.js';
import { redrive } from '../../dossiers/redrive.js';
import { HubError } from '../../errors.js';
import type { DeadLetter } from '../../store/dead-letters.js';
import type { SyncMode, SyncRun } from '../../store/sync-runs.js';
import type { ReleaseOutcome } from '../../sync/release-quarantine.js';
import type { HubContext } from '../context.js';
import { toCommandId } from '../exchange/command-input.js';

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
  { input }: Args<{ source: string; stream: string; mode: SyncMode; fromRun?: string | null }>,
  context: HubContext,
): Promise<{ run: AskedRun }> {
  const { source, stream, mode, commandId, fromRun = null } = input;
  const { operations } = context;
  operations.requireStream(source, stream);
  if ((mode === 'REPLAY') !== (fromRun !== null))
    throw new HubError(
      'BAD_INPUT',
      'fromRun: expected the run whose pages are read again for REPLAY, and none otherwise',
    );
  const id = await note('startSync', { commandId, source, stream, mode, fromRun }, context);
  // The same command is the same run.
  const runId = `run_${createHash('sha256').update(id).digest('hex').slice(0, 24)}`;
  const known = await operations.runs.find(runId);
  if (known === null) {
    await operations.states.request(source, stream, { runId, mode, fromRun });
    await operations.triggerSync(source, stream);
  }
  return { run: known ?? { id: runId } };
}

async function releaseQuarantine(
  _: unknown,
  { input }: Args<{ source: string; stream: string }>,
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

export const operationsMutation = { startSync, releaseQuarantine, redriveDeadLetter };
