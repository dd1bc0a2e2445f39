/** The body of a control slip: every step with both sides, its deadline and how it came out. */
import { html, type Markup } from './html.js';
import { toDates, toFacts, toNarrowMinute, toSignatures } from './parts.js';
import type { ControlRow, ControlSlip, SlipParty } from './slip.js';

const results: Readonly<Record<NonNullable<ControlRow['result']>, string>> = {
  EARLY: 'Trước hạn',
  ON_TIME: 'Đúng hạn',
  LATE: 'Quá hạn',
};

/** Facts, steps and signature. */
export function toControl(slip: ControlSlip): Markup {
  return html`${toFacts([['Thủ tục', slip.procedure], ...toDates(slip)])}
    <table>
      <caption>
        Các bước giao, nhận
      </caption>
      <thead>
        <tr>
          <th scope="col" class="count">TT</th>
          <th scope="col" class="side">Bên giao</th>
          <th scope="col" class="side">Bên nhận</th>
          <th scope="col" class="short">Hạn của bước</th>
          <th scope="col" class="short">Kết quả</th>
          <th scope="col">Ghi chú</th>
        </tr>
      </thead>
      <tbody>
        ${slip.rows.map(toRow)}
      </tbody>
    </table>
    ${toSignatures([{ role: 'Người lập phiếu', name: null }])}`;
}

function toRow({ from, to, dueAt, result, note }: ControlRow, n: number): Markup {
  return html`<tr>
    <td class="count">${n + 1}</td>
    <td>${toParty(from)}</td>
    <td>${to === null ? 'Chưa nhận' : toParty(to)}</td>
    <td>${dueAt === null ? '–' : toNarrowMinute(dueAt)}</td>
    <td class="${result === 'LATE' ? 'late' : ''}">
      ${result === null ? 'Đang giải quyết' : results[result]}
    </td>
    <td>${note}</td>
  </tr>`;
}

function toParty({ agency, person, at }: SlipParty): Markup {
  return html`<p><strong>${agency}</strong></p>
    ${person === null ? null : html`<p>${person}</p>`}
    <p>${toNarrowMinute(at)}</p>`;
}
