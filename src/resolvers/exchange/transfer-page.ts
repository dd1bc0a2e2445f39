/** Inbox and outbox: the transfers to or from one agency, a page at a time. */
import { toKeysetPage, type KeysetPage } from '../../lists/keyset-page.js';
import type { PageRequest } from '../../lists/page.js';
import type { TransferDuty, TransferState } from '../../records/exchange.js';
import type { TransferQuestion } from '../../store/transfers.js';
import type { HubContext } from '../context.js';

/** `TransferFilter` of the graph; all conditions together. */
interface TransferFilter {
  state?: readonly TransferState[] | null;
  from?: readonly string[] | null;
  to?: readonly string[] | null;
  sentFrom?: Date | null;
  sentBefore?: Date | null;
  dueBefore?: Date | null;
}

/** Arguments of a list of transfers. */
export interface TransferListArgs extends PageRequest {
  filter?: TransferFilter | null;
}

/** The page of the transfers that go `to`, or come `from`, an agency, the newest first. */
export function toTransferPage(
  side: 'to' | 'from',
  { code, filter, ...request }: TransferListArgs & { code: string },
  { exchange, cursors }: HubContext,
): KeysetPage<TransferDuty> {
  const { transfers } = exchange.parts.store;
  const asked = filter?.[side] ?? null;
  const question: TransferQuestion = {
    ...toQuestion(filter ?? {}),
    [side]: asked === null || asked.includes(code) ? [code] : [],
  };
  return toKeysetPage(
    {
      find: (afterId, limit) => transfers.find({ ...question, afterId: afterId ?? undefined }, limit),
      count: () => transfers.count(question),
    },
    request,
    { orderName: 'transfer.id.desc', cursors },
  );
}

function toQuestion({ state, from, to, sentFrom, sentBefore, dueBefore }: TransferFilter): TransferQuestion {
  return {
    states: state ?? undefined,
    from: from ?? undefined,
    to: to ?? undefined,
    sentFrom: sentFrom ?? undefined,
    sentBefore: sentBefore ?? undefined,
    dueBefore: dueBefore ?? undefined,
  };
}
