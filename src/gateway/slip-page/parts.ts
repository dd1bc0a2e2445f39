/** Parts that slips of both kinds are made of. */
import { toVietnameseMinute } from '../../calendar/local-time.js';
import { html, type Markup } from './html.js';
import type { Slip } from './slip.js';

/** A name and what is written beside it. */
export type Fact = readonly [name: string, value: string];

/** When it came and when it is due; a moved appointment stands beside the first one, by which lateness is counted. */
export function toDates({ receivedAt, dueAt, originalDueAt }: Slip): Fact[] {
  const dates: Fact[] = [
    ['Tiếp nhận lúc', toVietnameseMinute(receivedAt)],
    ['Hẹn trả kết quả', dueAt === null ? 'không hẹn trước' : toVietnameseMinute(dueAt)],
  ];
  return originalDueAt === null ? dates : [...dates, ['Ngày hẹn ban đầu', toVietnameseMinute(originalDueAt)]];
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

/** An instant to the minute in a narrow cell, breaking between the time and the day alone. */
export function toNarrowMinute(at: Date): Markup {
  const [time = '', day = ''] = toVietnameseMinute(at).split(' ngày ');
  return html`<span class="when">${time}</span> <span class="when">${day}</span>`;
}
