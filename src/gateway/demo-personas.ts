/** Who can be at the demonstration: one caller of each kind, an officer of each level. Invented, every one. */
import type { Level } from '../records/record.js';
import type { PrincipalKind } from '../principal.js';

/** A caller of the demonstration, as their token will say it. */
export interface Persona {
  readonly sub: string;
  readonly kind: PrincipalKind;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly name: string;
  /** Identification code of an agency of the demonstration province. */
  readonly agency?: string;
  readonly level?: Level;
  readonly citizenId?: string;
}

/** Name of a persona: the key of their token in `demo-tokens.json`. */
export type PersonaName =
  'citizen' | 'officerProvince' | 'officerDistrict' | 'officerCommune' | 'auditor' | 'operator';

const officerScopes = [
  'dossier:read',
  'dossier:personal',
  'dossier:transfer',
  'document:read',
  'document:send',
];

/** The personas by name. */
export const demoPersonas: Readonly<Record<PersonaName, Persona>> = {
  citizen: {
    sub: 'demo-citizen',
    kind: 'CITIZEN',
    roles: [],
    scopes: [],
    name: 'Công dân Thử Nghiệm',
    citizenId: 'demo-citizen',
  },
  officerProvince: {
    sub: 'demo-officer-province',
    kind: 'OFFICER',
    roles: ['reception'],
    scopes: officerScopes,
    name: 'Cán bộ Sở Thử Nghiệm',
    agency: '000.00.03.H31',
    level: 'PROVINCE',
  },
  officerDistrict: {
    sub: 'demo-officer-district',
    kind: 'OFFICER',
    roles: ['reception'],
    scopes: officerScopes,
    name: 'Cán bộ Huyện Thử Nghiệm',
    agency: '000.00.31.H31',
    level: 'DISTRICT',
  },
  officerCommune: {
    sub: 'demo-officer-commune',
    kind: 'OFFICER',
    roles: ['reception'],
    scopes: officerScopes,
    name: 'Cán bộ Xã Thử Nghiệm',
    agency: '000.01.31.H31',
    level: 'COMMUNE',
  },
  auditor: {
    sub: 'demo-auditor',
    kind: 'AUDITOR',
    roles: ['audit'],
    scopes: ['dossier:read', 'document:read', 'audit:read'],
    name: 'Kiểm toán Thử Nghiệm',
  },
  operator: {
    sub: 'demo-operator',
    kind: 'OPERATOR',
    roles: ['operations'],
    scopes: ['operations:read', 'operations:write'],
    name: 'Vận hành Thử Nghiệm',
  },
};
