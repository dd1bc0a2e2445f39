/** The shape of a caller as outside files and tokens describe one, and the frozen Principal made of it. */
import { z } from 'zod';
import type { Principal } from '../principal.js';

/** What a token or a line of the API key file may say of a caller; an officer must name agency and level. */
export const principalShape = z
  .object({
    sub: z.string().min(1),
    kind: z.enum(['CITIZEN', 'OFFICER', 'AUDITOR', 'OPERATOR', 'SYSTEM']),
    roles: z.array(z.string()).default([]),
    scopes: z.array(z.string()).default([]),
    agency: z.string().min(1).nullable().default(null),
    level: z.enum(['PROVINCE', 'DISTRICT', 'COMMUNE']).nullable().default(null),
    purpose: z
      .string()
      .regex(/^[A-Za-z0-9._:-]{1,64}$/, 'expected a code of letters, digits and . _ : -, at most 64')
      .nullable()
      .default(null),
    name: z.string().min(1).nullable().default(null),
    citizenId: z.string().min(1).nullable().default(null),
  })
  .refine(({ kind, agency, level }) => kind !== 'OFFICER' || (agency !== null && level !== null), {
    message: 'an officer needs agency and level',
  });

/** Makes a principal of a description; throws a ZodError where it does not fit. */
export function toPrincipal(description: unknown): Principal {
  const principal = principalShape.parse(description);
  return Object.freeze({
    ...principal,
    roles: Object.freeze([...principal.roles]),
    scopes: Object.freeze([...principal.scopes]),
  });
}
