/** When refusing items is no longer a matter of some bad ones: the stream is paused with what it has, until an operator has looked. */
import type { AnyStream } from '../connectors/connector.js';
import { HubError } from '../errors.js';
import type { SyncState, SyncStates } from '../store/sync-state.js';
import type { Sifted } from './sift.js';

/** Fewer items than this say nothing about a share. */
const fewItems = 20;
const defaultPauseShare = 0.25;

/** A sifted page of a stream, and the stream's state. */
export interface SiftedPage<Settings> {
  stream: AnyStream<Settings>;
  items: readonly unknown[];
  sifted: Sifted;
  state: SyncState;
}

/**
 * Lets a page pass whose items are good but for some.
 * @throws HubError SOURCE_INVALID once the stream is paused: what it holds is better than what it would get.
 */
export async function requireSound<Settings>(
  { stream, items, sifted, state }: SiftedPage<Settings>,
  { states, now }: { states: Pick<SyncStates, 'advance'>; now(): Date },
): Promise<void> {
  const [refused, all] = [sifted.refusals.length, items.length];
  if (all < fewItems || refused / all <= (stream.pauseShare ?? defaultPauseShare)) return;
  const [issue] = sifted.refusals[0]?.issues ?? [];
  const reason = `${refused} of ${all} items of a page are refused, the first for ${issue?.field ?? 'nothing'}; the stream is paused`;
  await states.advance(state, { paused: { at: now(), reason } });
  throw new HubError('SOURCE_INVALID', reason, { source: state.source });
}
