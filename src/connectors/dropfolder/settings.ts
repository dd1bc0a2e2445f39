/** Settings of the drop folder: `DROPFOLDER_…` in the environment. An empty folder switches it off. */
import { z } from 'zod';

export const dropfolderSettings = z.object({
  /** Path of the folder agencies drop their files in; the hub only ever reads it. */
  folder: z.string().default(''),
  /** Rows of a file taken as one page. */
  pageSize: z.coerce.number().int().min(1).max(1000).default(500),
  /** How long a file must have lain unchanged: before that somebody may still be writing it. */
  settleSeconds: z.coerce.number().min(0).default(10),
});

/** Settings of the drop folder. */
export type DropfolderSettings = z.infer<typeof dropfolderSettings>;
