/** Parts that slips of both kinds are made of. */
import { toLocalDay, toMinuteOfDay } from '../../calendar/local-time.js';
import { html, type Markup } from './html.js';
import type { Slip } from './slip.js';

/** A name and what is written beside it. */
export type Fact = readonly [name: string, value: string];

/** When it came and when it is due; a moved appointment stands beside the first one, by which lateness is counted. */
export function toDates({ receivedAt, dueAt, originalDueAt }: Slip): Fact[] {
  const dates: Fact[] = [
    ['Tiếp nhận lúc', toMinute(receivedAt)],
    ['Hẹn trả kết quả', dueAt === null ? 'không hẹn trước' : toMinute(dueAt)],
  ];
  return originalDueAt === null ? dates : [...dates, ['Ngày hẹn ban đầu', toMinute(originalDueAt)]];
}

/** Names and values, one a line. */
export function toFacts(facts: readonly Fact[]): Markup {
  return html`<dl>
    ${facts.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

/** Room for signatures, each over the name where it is known. */
export function toSignatures(signers: readonly { role: string; name: string | null }[]): Markup {
  return html`<div class="signatures">
    ${signers.map(
      ({ role, name }) =>
        html`<div>
          <p><strong>${role}</strong></p>
          <p>${name}</p>
        </div>`,
    )}
  </div>`;
}

/** An instant to the minute, in local time: `07:05 ngày 07/05/2018`. */
export function toMinute(at: Date): string {
  const minute = toMinuteOfDay(at);
  const [year, month, day] = toLocalDay(at).split('-');
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)} ngày ${day ?? ''}/${month ?? ''}/${year ?? ''}`;
}

/** The same in a narrow cell, breaking between the time and the day alone. */
export function toNarrowMinute(at: Date): Markup {
  const [time = '', day = ''] = toMinute(at).split(' ngày ');
  return html`<span class="when">${time}</span> <span class="when">${day}</span>`;
}
