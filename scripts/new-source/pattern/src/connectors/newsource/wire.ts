/**
 * What the source newsource promises on the wire, field by field, and nothing of what we make of it (map.ts). An item that breaks its shape goes to
 * quarantine with the field named.
 */
import { z } from 'zod';

/** When an item last changed, in UTC, as the source writes it: of one form, so that it compares as a text. */
export const stamp = z.iso.datetime({
  precision: 3,
  error: 'expected yyyy-MM-ddTHH:mm:ss.SSSZ of a real day',
});

/** One item. */
export const newsourceShape = z.object({
  code: z.string().trim().min(1, 'expected a code, came an empty text'),
  name: z.string().trim().min(1, 'expected a name, came an empty text'),
  status: z
    .string()
    .regex(/^\d{1,4}$/, 'expected a whole number of at most four digits')
    .transform(Number),
  /** Identification code of an agency; empty where there is none. */
  agency: z.string(),
  updatedAt: stamp,
});

/** One item, as it passed. */
export type NewsourceItem = z.infer<typeof newsourceShape>;
