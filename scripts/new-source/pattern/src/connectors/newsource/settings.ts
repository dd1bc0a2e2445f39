/** Settings of the source newsource: `NEWSOURCE_…` in the environment. An empty address switches it off. */
import { z } from 'zod';

export const newsourceSettings = z.object({
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
  /** Items asked for per page. */
  pageSize: z.coerce.number().int().min(1).max(1000).default(500),
});

/** Settings of the source newsource. */
export type NewsourceSettings = z.infer<typeof newsourceSettings>;
