/**
 * The life of one dossier of the demonstration province: what happened to it and when, in neutral terms. The generator
 * makes lives; each simulator renders them in the words of the system it plays, as they stood at a given moment.
 */

/** The one-stop node a dossier lives on. */
export type DemoNode = 'province' | 'district' | 'commune';

/** Something that happened to a dossier; events are in order of time. */
export interface DemoEvent {
  at: Date;
  /** Status after it: national portal codes 1–10. */
  status: number;
  /** Agency holding the dossier after it (identification code). */
  agencyCode: string;
  /** Made-up officer and department who acted. */
  officer: string;
  department: string;
  content: string;
  /** Appointment after it, where it moved; absent where it stayed as it was. */
  dueAt?: Date | null;
}

/** A supplement asked for and, later or never, brought. */
export interface DemoSupplement {
  requestedAt: Date;
  answeredAt: Date | null;
  content: string;
  dueBefore: Date | null;
  dueAfter: Date | null;
}

/** A deliberate fault in how the source holds the dossier; the simulator renders it. */
export type DemoDefect =
  /** Fails validation: no dossier code, no procedure code, a 13th month, a text where a number belongs. */
  | 'missing-code'
  | 'missing-procedure'
  | 'impossible-date'
  | 'bad-status'
  /** Valid, but awkward. */
  | 'nfd-text'
  | 'slash-dates'
  | 'iso-dates'
  | 'placeholder-identity'
  | 'unknown-channel'
  /** Listed a second time by another node, with an older version. */
  | 'listed-twice'
  /** The source tells the portal another status than its own (5, 6, 8 reported as 9). */
  | 'portal-disagrees';

/** One request of one made-up applicant. */
export interface DemoDossier {
  /** Unique over the whole demonstration, from 0 in order of reception day; faulty records included. */
  ordinal: number;
  node: DemoNode;
  localCode: string;
  /** National code given later, with the moment; null where it kept its local code. */
  recoded: { code: string; at: Date } | null;
  procedureCode: string;
  /** Receiving agency. */
  agencyCode: string;
  /** 1 in person, 2 online, 3 post. */
  channel: number;
  applicant: {
    name: string;
    /** 1 citizen, 2 enterprise, 3 state agency, 4 other organisation. */
    kind: number;
    /** 12-digit CCCD or 9-digit CMND for citizens, tax code for enterprises. */
    identityNumber: string;
    phone: string;
    email: string;
    address: string;
  };
  subject: string;
  submittedAt: Date | null;
  receivedAt: Date;
  /** First appointment; null for a dossier without one. */
  dueAt: Date | null;
  events: DemoEvent[];
  supplements: DemoSupplement[];
  /** Fee in đồng; 0 for none. */
  fee: number;
  papers: string[];
  defects: DemoDefect[];
}
