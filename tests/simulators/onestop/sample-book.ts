/** A handful of dossiers written by hand, and a book of them: small enough to count on one's fingers. */
import type { DemoDossier, DemoEvent } from '../../../demo/life.js';
import { openBook, type OnestopBook } from '../../../simulators/onestop/book.js';
import type { Catalogues } from '../../../simulators/onestop/catalogues.js';
import { startOnestop, type Onestop, type OnestopOptions } from '../../../simulators/onestop/server.js';
import { credentials } from './client.js';

export const procedureCode = '1.000001.000.00.00.H31';

export const sampleCatalogues: Catalogues = {
  LayDanhMucCoQuan: [
    { MADONVI: '000.00.09.H31', TENDONVI: 'Sở Mẫu' },
    { MADONVI: '000.00.31.H31', TENDONVI: 'Ủy ban nhân dân huyện Mẫu' },
  ],
  LayDanhMucDiaBan: [{ MADIABAN: '33', TENDIABAN: 'Tỉnh Mẫu' }],
  LayDanhMucLinhVuc: [{ MALINHVUC: 'G15-LV01', TENLINHVUC: 'Hộ tịch', MANGANH: 'G15' }],
  LayDanhSachTTHC: [
    { MATTHC: procedureCode, TENTTHC: 'Cấp giấy mẫu', MALINHVUC: 'G15-LV01', TENLINHVUC: 'Hộ tịch' },
  ],
};

/** A local moment of the year 2018, such as `03-05 08:15:00`. */
export function at(text: string): Date {
  return new Date(`2018-${text.replace(' ', 'T')}+07:00`);
}

/** An event at a local moment of 2018. */
export function event(moment: string, status: number, more: Partial<DemoEvent> = {}): DemoEvent {
  const who = {
    agencyCode: '000.00.31.H31',
    officer: 'Cán bộ A',
    department: 'Bộ phận một cửa',
    content: 'Bước',
  };
  return { at: at(moment), status, ...who, ...more };
}

/** A plain dossier, received and finished on 5 March 2018, with what the test says instead. */
export function dossier(ordinal: number, more: Partial<DemoDossier> = {}): DemoDossier {
  return {
    ordinal,
    node: 'district',
    localCode: `MAU-180305-${String(ordinal).padStart(4, '0')}`,
    recoded: null,
    procedureCode,
    agencyCode: '000.00.31.H31',
    channel: 1,
    applicant: {
      name: 'Nguyễn Thị Mẫu',
      kind: 1,
      identityNumber: '033000000017',
      phone: '0900000000',
      email: '',
      address: 'Thôn Mẫu',
    },
    subject: 'Đề nghị cấp giấy mẫu',
    submittedAt: null,
    receivedAt: at('03-05 08:00:00'),
    dueAt: at('03-12 17:00:00'),
    events: [event('03-05 08:00:00', 2), event('03-05 10:00:00', 9)],
    supplements: [],
    fee: 0,
    papers: [],
    defects: [],
    ...more,
  };
}

/** A book of these dossiers as of a local moment of 2018; each comes on the day of its reception. */
export function openSampleBook(
  dossiers: readonly DemoDossier[],
  moment: string,
  catalogues: Catalogues = sampleCatalogues,
): Promise<OnestopBook> {
  const dayOf = ({ receivedAt }: DemoDossier): string =>
    new Date(receivedAt.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  return openBook(
    {
      catalogues,
      firstOn: '2018-03-01',
      lastOn: '2018-12-31',
      aheadDays: 3,
      dossiersOfDay: (day) => dossiers.filter((one) => dayOf(one) === day),
    },
    at(moment),
  );
}

/** The three nodes over a book of these dossiers, on free ports, at a moment that stands still unless the test says otherwise. */
export async function startSampleNodes(
  dossiers: readonly DemoDossier[],
  moment: string,
  more: Partial<OnestopOptions> = {},
): Promise<Onestop> {
  return startOnestop({
    book: openSampleBook(dossiers, moment),
    host: '127.0.0.1',
    ports: { province: 0, district: 0, commune: 0 },
    credentials,
    sessionTtlMs: 60_000,
    now: () => at(moment),
    ...more,
  });
}
