/**
 * Holds what clients were told against what the hub holds: nothing acknowledged is lost, nothing is done twice, nobody acts
 * on a dossier they do not hold. In the spirit of Jepsen: the history is recorded outside, the check knows only the rules
 * everybody may rely on.
 */
import { toChained } from '../../src/dossiers/audit-log.js';
import { checkChain } from '../../src/evidence/chain.js';
import { fold, type CustodyState } from '../../src/dossiers/custody-state.js';
import type { DossierEvent } from '../../src/records/dossier-event.js';

/** A command as a client saw it: what it asked, and what it was told in the end. */
export interface Attempt {
  dossier: string;
  /** The agency it was given for. */
  agency: string;
  /** As the hub keeps it: subject and command id. */
  command: string;
  act: 'send' | 'accept' | 'return' | 'recall';
  /** The receipts it was given, one for each time it was answered; empty where it was refused. */
  receipts: readonly string[];
  /** The code of the final refusal; null for a success. */
  refusal: string | null;
}

/** A breach of what everybody may rely on, in words with ids only. */
export type Breach = string;

/** Every breach in a history; `events` are all events of the dossiers concerned. */
export function checkHistory(attempts: readonly Attempt[], events: readonly DossierEvent[]): Breach[] {
  const byCommand = new Map(events.map((event) => [event.core.command, event]));
  const dossiers = [...new Set(events.map(({ core }) => core.dossier))];
  return [
    ...attempts.flatMap((attempt) => checkAttempt(attempt, byCommand.get(attempt.command))),
    ...dossiers.flatMap((dossier) =>
      checkDossier(
        dossier,
        events.filter(({ core }) => core.dossier === dossier),
      ),
    ),
  ];
}

function checkAttempt({ command, receipts, refusal }: Attempt, event: DossierEvent | undefined): Breach[] {
  if (refusal !== null) {
    return event === undefined ? [] : [`${command} was refused with ${refusal}, and carried out`];
  }
  if (event === undefined) return [`${command} was acknowledged, and is lost`];
  const different = receipts.filter((receipt) => receipt !== event.receipt);
  return different.length === 0
    ? []
    : [`${command} was given ${different.length} receipt(s) the hub does not hold`];
}

function checkDossier(dossier: string, unordered: readonly DossierEvent[]): Breach[] {
  const events = unordered.toSorted((a, b) => a.core.seq - b.core.seq);
  const fault = checkChain(events.map(toChained));
  if (fault !== null) return [`${dossier}: ${fault.detail}`];
  const breaches: Breach[] = [];
  let before: CustodyState | null = null;
  for (const event of events) {
    if (before !== null) breaches.push(...checkActor(event, before));
    before = fold(events.filter(({ core }) => core.seq <= event.core.seq).map(({ core }) => core));
  }
  return [...breaches, ...checkAnswers(dossier, events)];
}

/** Who acted was entitled to it at that point of the chain: nobody who had handed the dossier on acts on it. */
function checkActor({ core }: DossierEvent, before: CustodyState): Breach[] {
  const receiver = before.transfers.at(-1)?.to;
  const isAnswer = core.type === 'ACCEPTED' || core.type === 'RETURNED';
  const isHolders = core.type === 'SENT' || core.type === 'RECALLED' || core.type === 'RECALL_ASKED';
  if (isAnswer && core.agency !== receiver)
    return [`${core.dossier} event ${core.seq}: answered by a stranger`];
  if (isHolders && core.agency !== before.holder)
    return [`${core.dossier} event ${core.seq}: by a stale holder`];
  return [];
}

/** Each transfer has one sending, at most one delivery a message, at most one answer. */
function checkAnswers(dossier: string, events: readonly DossierEvent[]): Breach[] {
  const counts = new Map<string, number>();
  for (const { core } of events) {
    const key =
      core.type === 'DELIVERED'
        ? `delivery of ${core.body.message}`
        : core.type === 'ACCEPTED' || core.type === 'RETURNED' || core.type === 'RECALLED'
          ? `answer to ${core.body.transfer}`
          : core.type === 'SENT'
            ? `sending of ${core.body.transfer}`
            : null;
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([what]) => `${dossier}: more than one ${what}`);
}
