/**
 * What the axis promises of its messages, element by element, and nothing of what we make of them (map.ts). A message that breaks its shape goes to
 * quarantine with the element named.
 */
import { z } from 'zod';
import type { LocalDay } from '../../records/record.js';
import { parseDay, parseTime } from './edxml/dates.js';

/** When a message last changed, in UTC, as the axis writes it: of one form, so that it compares as a text. */
export const stamp = z.iso.datetime({
  precision: 3,
  error: 'expected yyyy-MM-ddTHH:mm:ss.SSSZ of a real day',
});

const row = z.object({
  id: z.string().min(1, 'expected an id, came an empty text'),
  updatedAt: stamp,
  links: z.array(z.string()),
  answers: z.string(),
});

const filled = (what: string) => z.string().trim().min(1, `expected ${what}, it is missing or empty`);

const day = z.string().transform((text, context): LocalDay => {
  const parsed = parseDay(text.trim());
  if (parsed !== null) return parsed;
  context.addIssue({ code: 'custom', message: 'expected a real day as yyyy/MM/dd or dd/MM/yyyy' });
  return z.NEVER;
});

const dayOrNone = z.union([z.literal('').transform(() => null), day]);

const time = z.string().transform((text, context): Date => {
  const parsed = parseTime(text);
  if (parsed !== null) return parsed;
  context.addIssue({ code: 'custom', message: 'expected a real time as yyyy/MM/dd HH:mm:ss' });
  return z.NEVER;
});

const organ = z.object({ OrganId: filled('the id of an agency'), OrganName: z.string() });
const number = z.string().regex(/^\d{0,4}$/, 'expected a whole number of at most four digits');

const header = z.object({
  From: organ,
  To: z.array(organ).min(1, 'expected a receiver'),
  DocumentId: filled('an id of the document'),
  Code: z.object({ CodeNumber: filled('a number'), CodeNotation: z.string() }),
  PromulgationInfo: z.object({ Place: z.string(), PromulgationDate: day }),
  DocumentType: z.object({ Type: z.string(), TypeName: z.string() }),
  Subject: filled('a subject'),
  Content: z.string(),
  SignerInfo: z.object({ Competence: z.string(), Position: z.string(), FullName: z.string() }),
  DueDate: dayOrNone,
  OtherInfo: z.object({ Priority: number, Appendixes: z.object({ Appendix: z.array(z.string()) }) }),
  ResponseFor: z.array(z.object({ DocumentId: z.string() })),
});

const trace = z.object({
  TraceHeader: z
    .array(z.object({ OrganId: z.string(), Timestamp: time }))
    .min(1, 'expected where and when it was sent'),
  Bussiness: z.object({
    BussinessDocType: z.enum(['', '0', '1', '2', '3'], 'expected 0 new, 1 recall, 2 update or 3 replace'),
    BussinessDocReason: z.string(),
    DocumentId: z.string(),
    Paper: z.string(),
    ReplacementInfoList: z.object({ ReplacementInfo: z.array(z.object({ DocumentId: z.string() })) }),
  }),
});

const attachment = z.object({
  ContentId: z.string(),
  AttachmentName: z.string(),
  ContentType: z.string(),
  sizeBytes: z.number(),
  sha256: z.string(),
});

const signature = z.object({
  state: z.enum(['ABSENT', 'VALID', 'PARTIAL', 'INVALID', 'UNCHECKED']),
  algorithm: z.string().nullable(),
  isOutdated: z.boolean(),
});

const problemShape = z.object({ problem: z.object({ element: z.string(), reason: z.string() }).nullable() });

/** Lets items pass that could be read at all, and names what kept the others from it. */
const readable = z.unknown().superRefine((item, context) => {
  const read = problemShape.safeParse(item);
  const problem = read.success
    ? read.data.problem
    : { element: 'problem', reason: 'expected a problem or none' };
  if (problem !== null)
    context.addIssue({ code: 'custom', path: problem.element.split('.'), message: problem.reason });
});

/** A message that carries a document. */
export const documentShape = readable.pipe(
  z.object({
    ...{ row, MessageHeader: header, TraceHeaderList: trace, signature },
    attachments: z.array(attachment),
    unknown: z.array(z.string()),
  }),
);

/** A message that tells what became of one. */
export const statusShape = readable.pipe(
  z
    .object({
      row,
      MessageHeader: z.object({
        From: organ,
        ResponseFor: z
          .array(z.object({ DocumentId: filled('the id of the document') }))
          .length(1, 'expected one document it tells of'),
        StaffInfo: z.object({ Department: z.string() }),
        StatusCode: z.string().regex(/^\d{1,2}$/, 'expected two digits'),
        Description: z.string(),
        Timestamp: time,
      }),
      unknown: z.array(z.string()),
    })
    .refine(({ row: { answers } }) => answers !== '', {
      path: ['MessageHeader', 'ResponseFor', 'DocumentId'],
      message: 'expected a document the axis has carried',
    }),
);

/** An agency of the axis. */
export const agencyShape = z.object({
  organId: filled('the id of an agency'),
  name: filled('a name'),
  registeredOn: z.iso.date('expected yyyy-MM-dd of a real day'),
});

export type DocumentItem = z.infer<typeof documentShape>;
export type StatusItem = z.infer<typeof statusShape>;
export type AgencyItem = z.infer<typeof agencyShape>;
