/**
 * Matches what receivers tell of documents to the dispatches that sent them: status messages the hub has read, each becoming an event of its dispatch, once.
 */
import { HubError } from '../../errors.js';
import type { DocumentStatusContent } from '../../records/document.js';
import type { StoredRecord } from '../../records/record.js';
import { hubActor } from '../command.js';
import { dispatchCommands } from './command.js';
import { runDispatch, type DispatchParts } from './run-dispatch.js';

/** What matching reads. */
export interface MatchParts extends DispatchParts {
  /** Every status told of these documents. */
  findStatuses(documentIds: readonly string[]): Promise<StoredRecord<DocumentStatusContent>[]>;
}

/** How long after it was taken answers to a document are looked for. */
const answerableMs = 90 * 24 * 3_600_000;
const mostDispatches = 500;

/** Matches what is not matched yet. @returns how many answers were */
export async function matchAnswers(parts: MatchParts): Promise<number> {
  const since = new Date(parts.now().getTime() - answerableMs);
  const sent = await parts.store.dispatches.findAnswerable(since, mostDispatches);
  if (sent.length === 0) return 0;
  const statuses = await parts.findStatuses([...new Set(sent.map(({ documentId }) => documentId))]);
  let matched = 0;
  for (const { id, documentId, business, answered, receivers } of sent) {
    const own = statuses.filter(
      ({ id: record, content }) =>
        content.documentId === documentId &&
        receivers.includes(content.agency.code) &&
        isAnswerTo(business, content.statusCode) &&
        !answered.includes(record),
    );
    for (const status of own.sort((a, b) => (a.content.at < b.content.at ? -1 : 1))) {
      await append(id, status, parts);
      matched += 1;
    }
  }
  return matched;
}

/** Who is asked for a document back answers with 13, 15 or 16; everything else is said of the document itself. */
function isAnswerTo(business: string, statusCode: string): boolean {
  return ['13', '15', '16'].includes(statusCode) === (business === '1');
}

async function append(
  dispatch: string,
  { id: record, content: { agency, statusCode, at } }: StoredRecord<DocumentStatusContent>,
  parts: MatchParts,
): Promise<void> {
  try {
    await runDispatch(
      {
        type: 'ANSWER',
        command: dispatchCommands.answer(dispatch, record),
        ...{ dossier: dispatch, agency: agency.code, actor: hubActor, claimedAt: null, attachment: null },
        body: { agency: agency.code, statusCode, record, at },
      },
      parts,
    );
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof HubError) || error.code !== 'CONFLICT') throw error;
  }
}
