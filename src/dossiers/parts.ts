/**
 * What the actions of the exchange work with, handed to them from outside: the store, the queue, the clock, the keys. The
 * deterministic simulation brings its own of each; nothing else does.
 */
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { ReceiptClaims } from '../evidence/receipt.js';
import type { Logger } from '../logger.js';
import type { DossierEvent, EventBodies } from '../records/dossier-event.js';
import type { Custodies } from '../store/custodies.js';
import type { Dispatches } from '../store/dispatches.js';
import type { EventLog } from '../store/event-log.js';
import type { Transfers } from '../store/transfers.js';
import type { CustodyState } from './custody-state.js';
import type { AgencyDirectory } from './directory.js';
import type { Identifiers } from './identifiers.js';

/** The store, as far as the exchange writes it. */
export interface ExchangeStore {
  events: EventLog;
  transfers: Transfers;
  custodies: Custodies;
  /** Chains that are no dossier's are followed elsewhere; here it is only told whether they were. */
  dispatches: Pick<Dispatches, 'findByIds'>;
}

/** Queues a delivery; a queue that is down rejects, and the sweep finds the duty again. */
export type QueueDelivery = (delivery: { transfer: string; round: number }) => Promise<void>;

/** What a dossier's custody begins with, from the record of its source; null for an id no record has. */
export type FindOpening = (dossier: string) => Promise<EventBodies['OPENED'] | null>;

/** Seals what belongs to a dossier under the dossier's own key. */
export interface BodySealer {
  seal(dossier: string, clear: Uint8Array): Promise<string>;
  open(dossier: string, sealed: string): Promise<Uint8Array>;
}

/** Everything an action may use. */
export interface ExchangeParts {
  store: ExchangeStore;
  directory: AgencyDirectory;
  calendar: WorkingCalendar;
  now(): Date;
  identifiers: Identifiers;
  /** Signs a receipt with the key valid now. */
  signReceipt(claims: Omit<ReceiptClaims, 'iss'>): Promise<string>;
  bodies: BodySealer;
  findOpening: FindOpening;
  queueDelivery: QueueDelivery;
  /** Owes the notices of events of a dossier to whoever wants them; `state` is the dossier after the last of them. */
  planNotices(events: readonly DossierEvent[], state: CustodyState): Promise<void>;
  log: Logger;
}
