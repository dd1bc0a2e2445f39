/** Which word of a document may follow which: the standard's codes in their order, refusals before registration, answers to a recall only where one was asked. */
import { HubError } from '../../errors.js';

/** What a receiver can say of a document. */
export type StatusWord =
  | 'ARRIVED'
  | 'REFUSED'
  | 'REGISTERED'
  | 'ASSIGNED'
  | 'PROCESSING'
  | 'DONE'
  | 'RECALL_AGREED'
  | 'RECALL_REFUSED';

/** Its code in the standard (QCVN 102:2016/BTTTT). */
export const statusCodes: Readonly<Record<StatusWord, string>> = {
  ARRIVED: '01',
  REFUSED: '02',
  REGISTERED: '03',
  ASSIGNED: '04',
  PROCESSING: '05',
  DONE: '06',
  RECALL_AGREED: '15',
  RECALL_REFUSED: '16',
};

/** What was said of a document at one receiver before. */
export interface SaidBefore {
  /** Codes told so far, in any order, those still on their way to the axis too. */
  codes: readonly string[];
  /** Whether its sender asked it back, or corrected it. */
  isAskedBack: boolean;
}

/**
 * Lets a word pass that may be said now.
 * @throws HubError CONFLICT saying what was said before; BAD_INPUT for a refusal without its reason.
 */
export function requireSayable(
  word: StatusWord,
  { codes, isAskedBack }: SaidBefore,
  description: string | null,
): void {
  const code = statusCodes[word];
  const isAnswer = word === 'RECALL_AGREED' || word === 'RECALL_REFUSED';
  if ((word === 'REFUSED' || word === 'RECALL_REFUSED') && description === null)
    throw new HubError('BAD_INPUT', 'description: a refusal needs its reason');
  if (isAnswer && !isAskedBack)
    throw new HubError(
      'CONFLICT',
      'status: the document was neither asked back nor corrected; there is nothing to answer',
    );
  if (isAnswer) return;
  const last =
    codes
      .filter((one) => one <= '06')
      .sort()
      .at(-1) ?? '00';
  if (codes.includes('02'))
    throw new HubError('CONFLICT', 'status: the document was refused; nothing follows');
  if (word === 'REFUSED' && last >= '03')
    throw new HubError(
      'CONFLICT',
      `status: the document was taken on already (${last}); it cannot be refused any more`,
    );
  if (code <= last)
    throw new HubError(
      'CONFLICT',
      `status: expected what comes after ${last}, which was told already, got ${code}`,
    );
}
