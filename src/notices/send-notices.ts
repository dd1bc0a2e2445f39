/**
 * Sends the notices that are owed. A notice whose sending was not heard of is sent again under the same id, by which its
 * receiver knows it; one that is refused becomes a dead letter. A subscriber that is down, or slow, keeps nobody else waiting for long.
 */
import { noteFailedDuty } from '../dossiers/retry.js';
import { fold } from '../dossiers/custody-state.js';
import { HubError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { DeadLetters } from '../store/dead-letters.js';
import type { EventLog } from '../store/event-log.js';
import type { NoticeDuty, NoticeReceivers, Notices } from '../store/notices.js';
import { toNoticeText } from './notice-text.js';
import type { Subscriber } from './subscribers.js';

/** What a subscriber is told. Holds no personal data. */
export interface Notice {
  /** Idempotency key. */
  id: string;
  type: string;
  /** Instant of the event, UTC. */
  at: string;
  dossier: { id: string; code: string | null };
  transfer: string | null;
  agency: string;
  dueAt: string | null;
  /** One sentence for people. */
  text: string;
}

/** What sending works with. */
export interface NoticeParts {
  notices: Notices;
  events: Pick<EventLog, 'findByDossier'>;
  deadLetters: Pick<DeadLetters, 'put' | 'settle'>;
  subscribers: readonly Subscriber[];
  /**
   * Gives a notice to a subscriber.
   * @throws HubError SOURCE_UNAVAILABLE or RATE_LIMITED to be tried again, anything else for good.
   */
  give(notice: Notice, subscriber: Subscriber): Promise<void>;
  nameOf(agencyCode: string): string;
  now(): Date;
  log: Logger;
}

/** The queue of notices in dead letters. */
export const noticeQueue = 'notify';

/** Given to one subscriber in one turn at most, and how long it may take: the next turn, of all, begins when this one has ended. */
const mostNotices = 200;
const turnMs = 10_000;

/** A try nobody heard of is repeated after this long. */
const firstRetryMs = 60_000;

/** Tries before a notice that cannot be given becomes a dead letter: about a day. */
const mostTries = 12;

/** Sends what is owed now, once. @returns how many were given */
export async function sendNotices(parts: NoticeParts): Promise<number> {
  const names = parts.subscribers.map(({ name }) => name);
  // What is owed to one who subscribes no more is asked for too: it becomes a dead letter.
  const receivers: NoticeReceivers[] = [...names.map((only) => ({ only })), { except: names }];
  const counts = await Promise.all(receivers.map((those) => sendToThose(those, parts)));
  return counts.reduce((total, count) => total + count, 0);
}

/** In order, until one fails for a reason the next would meet too, or the turn is over. */
async function sendToThose(receivers: NoticeReceivers, parts: NoticeParts): Promise<number> {
  const startedAt = parts.now();
  const untilMs = startedAt.getTime() + turnMs;
  let given = 0;
  for (const duty of await parts.notices.findDue(startedAt, receivers, mostNotices)) {
    const outcome = await sendOne(duty, parts);
    if (outcome === 'DOWN') break;
    if (outcome === 'GIVEN') given += 1;
    if (parts.now().getTime() > untilMs) break;
  }
  return given;
}

async function sendOne(duty: NoticeDuty, parts: NoticeParts): Promise<'GIVEN' | 'LEFT' | 'DOWN'> {
  const { notices, now } = parts;
  if (!(await notices.take(duty, new Date(now().getTime() + firstRetryMs)))) return 'LEFT';
  try {
    const subscriber = parts.subscribers.find(({ name }) => name === duty.subscriber);
    if (subscriber === undefined)
      throw new HubError('NOT_FOUND', `no subscriber is called ${duty.subscriber} any more`);
    await parts.give(await makeNotice(duty, parts), subscriber);
    await notices.noteSent(duty.id, now());
    await parts.deadLetters.settle(noticeQueue, duty.id);
    return 'GIVEN';
  } catch (error) {
    const { id, tries } = duty;
    const failed = { queue: noticeQueue, subject: id, round: tries, isLast: tries + 1 >= mostTries };
    return (await noteFailedDuty(failed, error, { ...parts, duties: notices })) ? 'DOWN' : 'LEFT';
  }
}

async function makeNotice(duty: NoticeDuty, { events, nameOf }: NoticeParts): Promise<Notice> {
  const chain = await events.findByDossier(duty.dossier);
  const event = chain.find(({ id }) => id === duty.event)?.core;
  const state = fold(chain.map(({ core }) => core));
  if (event === undefined || state === null)
    throw new HubError('NOT_FOUND', `there is no event ${duty.event}`);
  const { body } = event;
  const transfer = 'transfer' in body ? body.transfer : null;
  const way = state.transfers.find(({ id }) => id === transfer);
  const { code } = state.opening;
  const scene = { code: code ?? duty.dossier, from: way?.from ?? null, to: way?.to ?? null, nameOf };
  return {
    id: duty.id,
    type: event.type,
    at: event.at,
    dossier: { id: duty.dossier, code },
    transfer,
    agency: event.agency,
    dueAt: 'dueAt' in body ? body.dueAt : null,
    text: toNoticeText(event, scene),
  };
}
