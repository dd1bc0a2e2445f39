/** Settings of the e-office's axis: `OFFICE_…` in the environment. An empty address switches it off. */
import { z } from 'zod';

export const officeSettings = z.object({
  url: z
    .union([
      z.literal(''),
      z.url({
        protocol: /^https?$/,
        error: 'expected http(s)://host:port, or nothing to switch the source off',
      }),
    ])
    .default(''),
  username: z.string().default(''),
  password: z.string().default(''),
  /** Messages asked for per page. */
  pageSize: z.coerce.number().int().min(1).max(1000).default(500),
});

/** Settings of the e-office's axis. */
export type OfficeSettings = z.infer<typeof officeSettings>;
