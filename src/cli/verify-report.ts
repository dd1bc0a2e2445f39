/** Steps of a verification → what a person reads: one line in Vietnamese that says it all, then each step in English. */
import type { ProofStep } from '../evidence/proof.js';
import { receiptKinds, type ReceiptClaims } from '../evidence/receipt.js';

/** A step of a proof, or the comparison with a witness. */
export interface ReportedStep extends Omit<ProofStep, 'step'> {
  step: ProofStep['step'] | 'WITNESS';
}

const stepNames: Readonly<Record<ReportedStep['step'], string>> = {
  SIGNATURE: 'chữ ký',
  EVENT: 'sự kiện',
  INCLUSION: 'vị trí trong nhật ký',
  CHECKPOINT: 'mốc kiểm tra',
  CONSISTENCY: 'tính nối tiếp của nhật ký',
  WITNESS: 'tệp nhân chứng',
};

/** A receipt that holds, and what it was held against. */
export interface Proven {
  claims: ReceiptClaims;
  /** Whether the keys came with the file itself: then it only agrees with itself. */
  hasOwnKeys: boolean;
}

/** The report; `proven` is null where a step does not hold. */
export function toReport(steps: readonly ReportedStep[], proven: Proven | null): string {
  const lines = steps.map(
    ({ step, ok, detail }) => `  ${ok ? 'ok    ' : 'FAILED'}  ${step.padEnd(11)}  ${detail}`,
  );
  const summary = proven === null ? toFaultSummary(steps) : toSummary(proven, steps.length);
  return [summary, ...lines].map((line) => `${toPrintable(line)}\n`).join('');
}

function toSummary({ claims, hasOwnKeys }: Proven, stepCount: number): string {
  const { jti, kind, dossier, code, at } = claims;
  const verdict = stepCount === 1 ? 'CHỮ KÝ HỢP LỆ' : 'HỢP LỆ';
  const basis = hasOwnKeys ? ' (theo khóa kèm trong tệp, chưa đối chiếu với khóa công bố)' : '';
  return `${verdict}${basis}: biên nhận ${jti}, ${toSubject(kind)} ${code ?? dossier}: ${receiptKinds[kind]}, lúc ${toLocalText(at)}`;
}

/** What a receipt is about: a dossier, or a document that went out. */
function toSubject(kind: ReceiptClaims['kind']): string {
  return ['DISPATCHED', 'TAKEN', 'REFUSED', 'ANSWERED'].includes(kind) ? 'văn bản' : 'hồ sơ';
}

function toFaultSummary(steps: readonly ReportedStep[]): string {
  const failed = steps.filter(({ ok }) => !ok).map(({ step }) => stepNames[step]);
  return `KHÔNG HỢP LỆ: không khớp ở ${failed.join(', ')}`;
}

/** An instant as people in Hưng Yên read it. */
function toLocalText(at: string): string {
  const format = new Intl.DateTimeFormat('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return format.format(new Date(at));
}

/** Without control characters: a file from outside may name things so that a terminal takes them for orders. */
export function toPrintable(line: string): string {
  return line.replace(/\p{Cc}/gu, '?');
}
