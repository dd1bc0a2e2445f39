/** Documents to test with: the n-th one, and what of it is to be different; and an axis to carry them. */
import type { DemoDocument } from '../../../demo/document.js';
import { officeAgencies } from '../../../demo/documents.js';
import { makeAxis, type Axis } from '../../../simulators/office/axis.js';
import { startOffice, type OfficeSimulator } from '../../../simulators/office/server.js';

/** The account it is spoken to with. */
export const credentials = { username: 'test', password: 'a password of the test' };

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

/** An axis with every agency of the demonstration on it, and no message yet. */
export function makeSampleAxis(): Axis {
  return makeAxis(
    officeAgencies.map(({ code, name }) => ({ organId: code, name, registeredOn: '2018-01-02' })),
  );
}

/** Starts it on a free port, at the moment the sample begins. */
export function startSampleAxis(axis: Axis): Promise<OfficeSimulator> {
  return startOffice({
    ...{ axis, credentials, host: '127.0.0.1', port: 0, control: false },
    now: () => sampleBegin,
  });
}
