/** Runs the hub asks for on its own account, in the store, where no queue can lose them. */
import { randomUUID } from 'node:crypto';
import type { SyncStates } from '../store/sync-state.js';

/** What is asked for. */
export interface AskedOfStream {
  source: string;
  stream: string;
  mode: 'FULL' | 'RECONCILE';
  /** What it is for, in the run's id: `scan`, `rest`. */
  purpose: string;
  /** The run that asks, where one does: its own request is as good as ended. */
  askedBy?: string;
}

/** Asks for a run; what an operator asked for, or has to decide first, goes before. @returns whether it is asked for */
export async function askForRun(
  { source, stream, mode, purpose, askedBy }: AskedOfStream,
  states: Pick<SyncStates, 'find' | 'request'>,
): Promise<boolean> {
  const state = await states.find(source, stream);
  const requested = state?.requested ?? null;
  if (state?.paused != null || (requested !== null && requested.runId !== askedBy)) return false;
  const runId = `run_${purpose}_${randomUUID().slice(0, 18)}`;
  await states.request(source, stream, { runId, mode, fromRun: null, slice: null, isReleased: false });
  return true;
}
