/** The body of an appointment slip: who handed in what, and when and where the result can be had. */
import { html, type Markup } from './html.js';
import { toDates, toFacts, toSignatures, type Fact } from './parts.js';
import type { AppointmentSlip } from './slip.js';

/** Facts, papers and signatures. */
export function toAppointment(slip: AppointmentSlip): Markup {
  const facts: Fact[] = [
    ['Người nộp hồ sơ', slip.applicant],
    ['Liên hệ', slip.contacts.join('; ') || '–'],
    ['Thủ tục', slip.procedure],
    ...toDates(slip),
    ['Nơi trả kết quả', slip.returnPlace],
  ];
  return html`${toFacts(facts)}
    <table>
      <caption>
        Giấy tờ đã nhận
      </caption>
      <thead>
        <tr>
          <th scope="col" class="count">TT</th>
          <th scope="col">Tên giấy tờ</th>
          <th scope="col" class="short">Số bản</th>
        </tr>
      </thead>
      <tbody>
        ${slip.papers.map(
          ({ name, copies }, n) =>
            html`<tr>
              <td class="count">${n + 1}</td>
              <td>${name}</td>
              <td class="count">${copies}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${toSignatures([
      { role: 'Người nộp hồ sơ', name: slip.applicant },
      { role: 'Người tiếp nhận hồ sơ', name: slip.receivedBy },
    ])}`;
}
