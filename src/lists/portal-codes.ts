/** The national portal's code lists in the graph's words. A code outside a list has no word; it is never guessed. */

/** Dossier statuses: code 1 is the first, code 10 the last. */
const statuses = [
  'REGISTERED',
  'RECEIVED',
  'REFUSED_AT_RECEPTION',
  'PROCESSING',
  'SUPPLEMENT_REQUESTED',
  'PAYMENT_REQUESTED',
  'WITHDRAWN',
  'STOPPED',
  'COMPLETED',
  'RETURNED',
] as const;

/** Ways a dossier comes in: code 1 is the first, code 3 the last. */
const channels = ['IN_PERSON', 'ONLINE', 'POST'] as const;

export type DossierStatus = (typeof statuses)[number];
export type Channel = (typeof channels)[number];

/** The status of a portal code; null for a code outside the list. */
export function toStatus(code: number): DossierStatus | null {
  return statuses[code - 1] ?? null;
}

/** The portal code of a status. */
export function toStatusCode(status: DossierStatus): number {
  return statuses.indexOf(status) + 1;
}

/** The channel of a portal code; null for a code outside the list. */
export function toChannel(code: number): Channel | null {
  return channels[code - 1] ?? null;
}

/** The portal code of a channel. */
export function toChannelCode(channel: Channel): number {
  return channels.indexOf(channel) + 1;
}
