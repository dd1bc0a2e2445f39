/** When refusing items is no longer a matter of some bad ones: the stream is paused with what it has, until an operator has looked. */
import type { AnyStream } from '../connectors/connector.js';
import { HubError } from '../errors.js';
import type { SyncState, SyncStates } from '../store/sync-state.js';
import type { SiftedPage } from './sift-page.js';

/** Fewer items than this say nothing about a share. */
const fewItems = 20;
const defaultPauseShare = 0.25;

/** A stream, its state, and a page of it. */
export interface JudgedPage<Settings> {
  stream: AnyStream<Settings>;
  state: SyncState;
  sifted: SiftedPage;
}

/**
 * Lets a page pass whose items are good but for some.
 * @throws HubError SOURCE_INVALID once the stream is paused: what it holds is better than what it would get.
 */
export async function requireSound<Settings>(
  { stream, state, sifted: { page, refusals } }: JudgedPage<Settings>,
  { states, now }: { states: Pick<SyncStates, 'advance'>; now(): Date },
): Promise<void> {
  const [refused, all] = [refusals.length, page.items.length];
  if (all < fewItems || refused / all <= (stream.pauseShare ?? defaultPauseShare)) return;
  const [issue] = refusals[0]?.issues ?? [];
  const reason = `${refused} of ${all} items of a page are refused, the first for ${issue?.field ?? 'nothing'}; the stream is paused`;
  await states.advance(state, { paused: { at: now(), reason } });
  throw new HubError('SOURCE_INVALID', reason, { source: state.source });
}
