/** Settings of the one-stop source: `ONESTOP_…` in the environment. An empty address switches a node off. */
import { z } from 'zod';

const address = z
  .union([
    z.literal(''),
    z.url({
      protocol: /^https?$/,
      error: 'expected http(s)://host:port, or nothing to switch the node off',
    }),
  ])
  .default('');

export const onestopSettings = z.object({
  /** Node of the province's departments; it also serves the catalogues. */
  provinceUrl: address,
  districtUrl: address,
  communeUrl: address,
  username: z.string().default(''),
  password: z.string().default(''),
  /** Identification code the hub calls under [madonvi]. */
  agencyCode: z.string().min(1).default('000.00.00.H31'),
  /** Items asked for per page. */
  pageSize: z.coerce.number().int().min(1).max(1000).default(1000),
});

/** Settings of the one-stop source. */
export type OnestopSettings = z.infer<typeof onestopSettings>;
