/** Documents to test with: the n-th one, and what of it is to be different. */
import type { DemoDocument } from '../../../demo/document.js';

/** When the sample's first document was sent. */
export const sampleBegin = new Date('2018-03-05T08:00:00+07:00');

/** Makes one. */
export function makeSampleDocument(n: number, change: Partial<DemoDocument> = {}): DemoDocument {
  return {
    id: `M${String(n).padStart(7, '0')}`,
    ...{ issuer: '000.00.03.H31', issuedOn: '2018-03-05', number: String(n), notation: 'STP-VP' },
    ...{ business: 'NEW', reason: '', concerns: null, sentAt: sampleBegin },
    receivers: ['000.00.00.H31', '000.00.31.H31'],
    kind: { code: '1', name: 'Công văn' },
    subject: `V/v giải quyết hồ sơ liên thông số ${n}`,
    signer: { name: 'Nguyễn Văn Thử', position: 'Giám đốc', competence: '' },
    dueOn: '2018-03-12',
    priority: 0,
    answers: null,
    dossier: { code: '000.00.31.H31-180305-0001', told: 'IN_MESSAGE' },
    isPaper: false,
    attachments: [{ name: 'van-ban.txt', text: `Công văn số ${n}\n`, isZipped: n % 3 === 0 }],
    defect: null,
    ...change,
  };
}
