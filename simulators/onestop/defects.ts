/**
 * The faults a dossier is meant to have, put into its item the way real sources have them. Being listed twice is no
 * fault of an item: book.ts sees to it.
 */
import type { DemoDefect } from '../../demo/life.js';
import type { WireDossier } from './render.js';
import { toIsoInstant, toSlashInstant, toWireInstant, type WriteInstant } from './wire-dates.js';

/** The statuses some sources report to the portal as finished: waiting for papers, for payment, stopped. */
const reportedAsDone = ['5', '6', '8'];

type Spoil = (item: WireDossier) => WireDossier;

const spoils: Partial<Record<DemoDefect, Spoil>> = {
  'missing-code': () => ({ MaHoSo: '' }),
  'missing-procedure': () => ({ MaTTHC: '' }),
  'impossible-date': ({ NgayTiepNhan }) => ({ NgayTiepNhan: inThirteenthMonth(toText(NgayTiepNhan)) }),
  'bad-status': () => ({ TrangThaiHoSo: 'đang xử lý' }),
  'nfd-text': ({ ChuHoSo, TrichYeuHoSo }) => ({
    ChuHoSo: decompose(ChuHoSo),
    TrichYeuHoSo: decompose(TrichYeuHoSo),
  }),
  'placeholder-identity': () => ({
    SoGiayToChuHoSo: '',
    DinhDanhCHS: { LoaiDinhDanh: '2', SoDinhDanh: '000000001' },
  }),
  'unknown-channel': () => ({ KenhThucHien: '9' }),
  'portal-disagrees': ({ TrangThaiHoSo, TrangThaiCongDVC }) => ({
    TrangThaiCongDVC: reportedAsDone.includes(toText(TrangThaiHoSo)) ? '9' : toText(TrangThaiCongDVC),
  }),
};

/** The item with the dossier's faults in it. */
export function withDefects(item: WireDossier, defects: readonly DemoDefect[]): WireDossier {
  return defects.reduce((spoilt, defect) => ({ ...spoilt, ...spoils[defect]?.(spoilt) }), item);
}

/** How the instants of such a dossier are written; its NgayCapNhat keeps the proper form. */
export function chooseInstantForm(defects: readonly DemoDefect[]): WriteInstant {
  if (defects.includes('slash-dates')) return toSlashInstant;
  return defects.includes('iso-dates') ? toIsoInstant : toWireInstant;
}

function inThirteenthMonth(stamp: string): string {
  return stamp.slice(0, 4) + '13' + stamp.slice(6);
}

function decompose(text: WireDossier[string] | undefined): string {
  return toText(text).normalize('NFD');
}

function toText(value: WireDossier[string] | undefined): string {
  return typeof value === 'string' ? value : '';
}
