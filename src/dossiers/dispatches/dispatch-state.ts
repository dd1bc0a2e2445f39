/** Events → where a dispatch stands: the fold. */
import {
  isOfDispatch,
  type AnyEventCore,
  type DispatchBodies,
  type DispatchEventCore,
  type Instant,
} from '../../records/dossier-event.js';
import type { DispatchState } from '../../records/dispatch.js';
import type { DispatchAnswer } from './command.js';

/** A dispatch as its events tell it. */
export interface FoldedDispatch {
  id: string;
  /** Seq of the last event. */
  seq: number;
  agency: string;
  sent: DispatchBodies['DISPATCHED'];
  state: DispatchState;
  sentAt: Instant;
  /** When the axis took or refused it. */
  settledAt: Instant | null;
  /** The axis's id of it. */
  message: string | null;
  /** Why the axis refused it. */
  reason: string | null;
  answers: readonly DispatchAnswer[];
}

/** The dispatch after all of its events, in order; null where there are none, or they are a dossier's. */
export function foldDispatch(events: Iterable<AnyEventCore>): FoldedDispatch | null {
  let dispatch = null as FoldedDispatch | null;
  for (const event of events) {
    if (!isOfDispatch(event)) continue;
    const { seq, at } = event;
    if (event.type === 'DISPATCHED') {
      const nothing = { settledAt: null, message: null, reason: null, answers: [] };
      const { dossier: id, agency, body: sent } = event;
      dispatch = { id, seq, agency, sent, sentAt: at, state: 'WAITING', ...nothing };
    } else if (dispatch !== null) {
      dispatch = { ...dispatch, ...toChange(dispatch, event), seq };
    }
  }
  return dispatch;
}

function toChange({ answers }: FoldedDispatch, event: DispatchEventCore): Partial<FoldedDispatch> {
  switch (event.type) {
    case 'TAKEN':
      return { state: 'TAKEN', settledAt: event.at, message: event.body.message };
    case 'REFUSED':
      return { state: 'REFUSED', settledAt: event.at, reason: event.body.reason };
    case 'ANSWERED':
      return { answers: [...answers, event.body] };
    case 'DISPATCHED':
      return {};
  }
}
