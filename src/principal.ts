/** Who asks: what a verified token or API key says of the caller. Verifying is the gateway's business. */
import type { Level } from './records/record.js';

/** Kind of caller. */
export type PrincipalKind = 'CITIZEN' | 'OFFICER' | 'AUDITOR' | 'OPERATOR' | 'SYSTEM';

/** A caller; frozen, made once a request. */
export interface Principal {
  /** Subject of the token; opaque. */
  readonly sub: string;
  readonly kind: PrincipalKind;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** Code of the agency an officer acts for. */
  readonly agency: string | null;
  readonly level: Level | null;
  /** What the caller was given access for, as a code of those who gave it; in the log of every operation. Null where nobody said. */
  readonly purpose: string | null;
  /** Name as the token gives it. */
  readonly name: string | null;
  /** Opaque id that joins a citizen to their records; null for everybody else. */
  readonly citizenId: string | null;
}
