/** A dossier [hồ sơ thủ tục hành chính]: one request of one applicant, from registration to the result handed over. */

/** One of the codes a dossier is known by; it may be re-coded when it reaches the national portal. */
export interface DossierCode {
  value: string;
  /** Who gave the code: the agency's identification code, or `portal`. */
  issuer: string;
}

/** Kind of applicant [loại đối tượng] in the old portal list: 1 citizen, 2 enterprise, 3 state agency, 4 other. */
export interface Applicant {
  name: string;
  kindCode: number;
  /** In clear only between `map` and the store, which seals it; null for placeholders such as 000000001. */
  identityNumber: string | null;
  phone: string | null;
  address: string | null;
}

/** A time the dossier waited for the citizen [yêu cầu bổ sung]; old and new due date are both kept. */
export interface Pause {
  requestedAt: Date;
  /** Null while the wait lasts. */
  answeredAt: Date | null;
  dueBefore: Date | null;
  dueAfter: Date | null;
}

export interface DossierContent {
  /** Every code, the current one first. */
  codes: DossierCode[];
  /** National portal status 1–10 as the source holds it; unknown codes pass through. */
  statusCode: number;
  /** The status the source reported to the portal, which may differ; null where it reported none. */
  portalStatusCode: number | null;
  /** 1 in person, 2 online, 3 post; unknown codes pass through. */
  channelCode: number;
  procedureCode: string;
  receivingAgencyCode: string;
  holderCode: string;
  /** When the present holder took it, and how often it changed hands, as the source tells. */
  heldSince: Date | null;
  handovers: number;
  applicant: Applicant;
  subject: string;
  submittedAt: Date | null;
  /** Null until the one-stop takes it in. */
  receivedAt: Date | null;
  /** The appointment given to the citizen; null where none was given. */
  dueAt: Date | null;
  /** End of processing: the deadline is judged here, not at delivery. */
  completedAt: Date | null;
  returnedAt: Date | null;
  pauses: Pause[];
}

/** A dossier as it is hashed and stored: the identity number gone, an opaque citizen id in its place. */
export type SealedDossierContent = Omit<DossierContent, 'applicant'> & {
  applicant: Omit<Applicant, 'identityNumber'> & {
    /** Opaque id of the person; null for organisations and where the number is unknown. */
    citizenId: string | null;
    /** The number, sealed; null where it is unknown. */
    sealedIdentity: string | null;
  };
};
