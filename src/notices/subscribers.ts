/** Who is told of what happens to dossiers, and how: by a signed web call or by e-mail. Read from a file; without it nobody is. */
import { z } from 'zod';
import { filled, httpAddress, isUnique, readJson, systemName } from '../evidence/fields.js';
import type { DossierEvent, EventType } from '../records/dossier-event.js';
import type { CustodyState } from '../dossiers/custody-state.js';

/** The events somebody may want to be told of. */
export const noticeTypes = [
  'DELIVERED',
  'RETURNED',
  'RECALL_ASKED',
  'EXTENDED',
  'REROUTED',
  'DUE_SOON',
  'OVERDUE',
] as const satisfies readonly EventType[];

/** One of them. */
export type NoticeType = (typeof noticeTypes)[number];

/** Who is told. */
export interface Subscriber {
  name: string;
  /** Agencies whose dossiers it is told of; null for all. */
  agencies: readonly string[] | null;
  types: readonly NoticeType[];
  /** Address that is called; exactly one of this and `email` is there. */
  webhook: string | null;
  /** Addresses that are written to. */
  email: readonly string[] | null;
}

const subscriberShape = z
  .strictObject({
    name: systemName,
    agencies: z.array(filled).min(1).nullable().default(null),
    types: z.array(z.enum(noticeTypes)).min(1),
    webhook: httpAddress.nullable().default(null),
    email: z.array(z.email('expected an e-mail address')).min(1).nullable().default(null),
  })
  .refine(({ webhook, email }) => (webhook === null) !== (email === null), 'expected a webhook or an email');

const fileShape = z
  .strictObject({ subscribers: z.array(subscriberShape) })
  .refine(({ subscribers }) => isUnique(subscribers.map(({ name }) => name)), 'expected each name once');

/**
 * Reads `{ "subscribers": [{ name, agencies, types, webhook, email }] }`.
 * @throws HubError BAD_INPUT naming the entry and the field.
 */
export function readSubscribers(text: string): Subscriber[] {
  return readJson(text, fileShape, 'the file of subscribers').subscribers;
}

/** Whether anybody could want to be told of an event of this type. */
export function isNoticeType(type: EventType): type is NoticeType {
  return (noticeTypes as readonly EventType[]).includes(type);
}

/** Those who are to be told of an event; `state` is the dossier at it or later. */
export function findSubscribers(
  { core }: Pick<DossierEvent, 'core'>,
  state: Pick<CustodyState, 'transfers'>,
  subscribers: readonly Subscriber[],
): Subscriber[] {
  const { type, agency, body } = core;
  if (!isNoticeType(type)) return [];
  const transfer = 'transfer' in body ? state.transfers.find(({ id }) => id === body.transfer) : undefined;
  const concerned = new Set([
    agency,
    ...(transfer === undefined ? [] : [transfer.from, transfer.to]),
    ...('to' in body ? [body.to] : []),
  ]);
  return subscribers.filter(
    ({ types, agencies }) =>
      types.includes(type) && (agencies === null || agencies.some((code) => concerned.has(code))),
  );
}
