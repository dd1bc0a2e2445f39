/** How a stream is to be read, as an operator said it: each mode with what it needs, and nothing else. */
import { HubError } from '../../errors.js';
import type { SyncMode } from '../../store/sync-runs.js';
import type { ReadingOrder, Slice } from '../../store/sync-state.js';

/** Which stream. */
export interface StreamName {
  source: string;
  stream: string;
}

/** Input of `startSync` but for its command id. */
export interface StartSyncInput extends StreamName {
  mode: SyncMode;
  fromRun?: string | null;
  key?: string | null;
  since?: string | null;
  until?: string | null;
}

/** The order. @throws HubError BAD_INPUT naming what is missing or too much. */
export function toReadingOrder(input: StartSyncInput): ReadingOrder {
  const { mode, fromRun = null } = input;
  if ((mode === 'REPLAY') !== (fromRun !== null))
    throw new HubError(
      'BAD_INPUT',
      'fromRun: expected the run whose pages are read again for REPLAY, and none otherwise',
    );
  return { mode, fromRun, slice: toSlice(input) };
}

function toSlice({ mode, key = null, since = null, until = null }: StartSyncInput): Slice | null {
  const isKey = key !== null && since === null && until === null;
  if (mode === 'SLICE' && isKey) return { key };
  if (mode === 'SLICE' && key === null && since !== null && until !== null && since <= until)
    return { since, until };
  if (mode !== 'SLICE' && key === null && since === null && until === null) return null;
  throw new HubError(
    'BAD_INPUT',
    'key, since, until: expected for SLICE a key, or two versions of which `since` is not the later one, and none of them otherwise',
  );
}
