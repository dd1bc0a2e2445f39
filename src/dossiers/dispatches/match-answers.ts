/**
 * Matches what receivers tell of documents to the dispatches that sent them: status messages the hub has read, each becoming an event of its dispatch, once.
 */
import { HubError } from '../../errors.js';
import type { DispatchDuty } from '../../records/dispatch.js';
import { isOfRecall, type DocumentStatusContent } from '../../records/document.js';
import type { StoredRecord } from '../../records/record.js';
import { hubActor } from '../command.js';
import { dispatchCommands } from './command.js';
import { runDispatch, type DispatchParts } from './run-dispatch.js';

/** What matching reads. */
export interface MatchParts extends DispatchParts {
  /** What was told of these documents, but for the records of these ids. */
  findStatuses(
    documentIds: readonly string[],
    matched: ReadonlySet<string>,
  ): Promise<StoredRecord<DocumentStatusContent>[]>;
}

/** How long after it was taken answers to a document are looked for. */
const answerableMs = 90 * 24 * 3_600_000;
const mostDispatches = 500;

/** Matches what is not matched yet. @returns how many answers were */
export async function matchAnswers(parts: MatchParts): Promise<number> {
  const since = new Date(parts.now().getTime() - answerableMs);
  let matched = 0;
  for (let after = ''; ;) {
    const sent = await parts.store.dispatches.findAnswerable(since, after, mostDispatches);
    matched += await matchPage(sent, parts);
    if (sent.length < mostDispatches) return matched;
    after = sent.at(-1)?.id ?? after;
  }
}

async function matchPage(sent: readonly DispatchDuty[], parts: MatchParts): Promise<number> {
  if (sent.length === 0) return 0;
  const documentIds = [...new Set(sent.map(({ documentId }) => documentId))];
  const known = new Set(sent.flatMap(({ answered }) => answered));
  const statuses = await parts.findStatuses(documentIds, known);
  let matched = 0;
  for (const { id, documentId, business, answered, receivers } of sent) {
    const own = statuses.filter(
      ({ id: record, content }) =>
        content.documentId === documentId &&
        receivers.includes(content.agency.code) &&
        // Who is asked for a document back answers that; everything else is said of the document itself.
        isOfRecall(content.statusCode) === (business === '1') &&
        !answered.includes(record),
    );
    for (const status of own.sort((a, b) => (a.content.at < b.content.at ? -1 : 1))) {
      await append(id, status, parts);
      matched += 1;
    }
  }
  return matched;
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
