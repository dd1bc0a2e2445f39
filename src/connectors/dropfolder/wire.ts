/**
 * What a file must say of a dossier, field by field, and nothing of what we make of it (map.ts). Every cell is a text; an empty one stands for
 * null. Beside rows there are files as a whole: one that cannot be read is an item that is refused.
 */
import { z } from 'zod';
import { parseLocal } from './local-text.js';

/** A cell that a program would take for something to work out. */
const formula = /^(?:[=@]|\+(?!\d))/;

const text = z
  .string('expected a text')
  .refine((value) => !formula.test(value.trim()), 'expected a value, came a formula')
  .transform((value) => value.normalize('NFC').trim());
const filled = text.refine((value) => value !== '', 'expected a value, came an empty cell');
const optional = z.optional(text).transform((value) => (value === undefined || value === '' ? null : value));

/** A day or moment, in local time; null where the cell is empty. */
const moment = optional.transform((value, context) => {
  const at = value === null ? null : parseLocal(value);
  if (at !== null || value === null) return at;
  context.addIssue({
    code: 'custom',
    message: 'expected dd/MM/yyyy or yyyy-MM-dd of a real day, with HH:mm or without',
  });
  return z.NEVER;
});

/** The national portal's statuses by what people call them; sheets say them in words. */
const statusNames: ReadonlyMap<string, number> = new Map([
  ['mới đăng ký', 1],
  ['được tiếp nhận', 2],
  ['đã tiếp nhận', 2],
  ['không được tiếp nhận', 3],
  ['đang xử lý', 4],
  ['yêu cầu bổ sung giấy tờ', 5],
  ['yêu cầu thực hiện nghĩa vụ tài chính', 6],
  ['công dân yêu cầu rút hồ sơ', 7],
  ['dừng xử lý', 8],
  ['đã xử lý xong', 9],
  ['đã trả kết quả', 10],
]);
const channelNames: ReadonlyMap<string, number> = new Map([
  ['trực tiếp', 1],
  ['trực tuyến', 2],
  ['bưu chính công ích', 3],
]);

/** A code, in digits or by its name; unknown digits pass through. */
const codeOf = (names: ReadonlyMap<string, number>, value: string, context: z.RefinementCtx): number => {
  if (/^\d{1,4}$/.test(value)) return Number(value);
  const known = names.get(value.toLowerCase());
  if (known !== undefined) return known;
  context.addIssue({
    code: 'custom',
    message: `expected a number or one of: ${[...names.keys()].join(', ')}`,
  });
  return z.NEVER;
};
const status = filled.transform((value, context) => codeOf(statusNames, value, context));
const optionalCode = (names: ReadonlyMap<string, number>): z.ZodType<number> =>
  optional.transform((value, context) => (value === null ? 1 : codeOf(names, value, context)));

/** A row. */
const rowShape = z.object({
  kind: z.literal('row'),
  /** Where it stands: its file, sheet and row, counted as programs show it. */
  file: z.string(),
  sheet: z.string(),
  row: z.number(),
  /** When its file was last changed, RFC 3339 in UTC. */
  fileAt: z.iso.datetime({ precision: 3 }),
  code: filled.pipe(z.string().max(50, 'expected at most 50 characters')),
  procedureCode: filled,
  agencyCode: filled,
  holderCode: optional,
  applicantName: filled,
  applicantKind: optionalCode(
    new Map([
      ['công dân', 1],
      ['doanh nghiệp', 2],
      ['cơ quan nhà nước', 3],
      ['khác', 4],
    ]),
  ),
  identityNumber: optional,
  phone: optional,
  address: optional,
  subject: optional,
  channel: optionalCode(channelNames),
  status,
  submittedAt: moment,
  receivedAt: moment,
  dueAt: moment,
  completedAt: moment,
  returnedAt: moment,
  updatedAt: moment,
});

/** A file as a whole: with what is wrong with it, or that nothing is any more. */
const fileShape = z.object({
  kind: z.literal('file'),
  file: z.string(),
  fault: z.string().superRefine((fault, context) => {
    if (fault !== '') context.addIssue({ code: 'custom', message: fault });
  }),
});

export const itemShape = z.discriminatedUnion('kind', [rowShape, fileShape]);

/** A row, as it passed. */
export type DropfolderRow = z.infer<typeof rowShape>;
/** A row or a file, as it passed. */
export type DropfolderItem = z.infer<typeof itemShape>;
