/** Which word of a document may follow which: the standard's codes in their order, refusals before registration, answers to a recall only where one was asked. */
import { HubError } from '../../errors.js';
import { isOfRecall, statusCodes } from '../../records/document.js';

/** What a receiver can say of a document. */
export type StatusWord = Exclude<keyof typeof statusCodes, 'RECALL_ASKED'>;

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
  const code: string = statusCodes[word];
  const isAnswer = isOfRecall(code);
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
      .filter((one) => one <= statusCodes.DONE)
      .sort()
      .at(-1) ?? '00';
  if (codes.includes(statusCodes.REFUSED))
    throw new HubError('CONFLICT', 'status: the document was refused; nothing follows');
  if (word === 'REFUSED' && last >= statusCodes.REGISTERED)
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
