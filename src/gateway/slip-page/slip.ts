/** What is printed on a slip: the shapes. How it looks is in slip-page.ts; where it comes from is the route's business. */

/** What every slip says. */
export interface SlipHead {
  /** The agency that hands it out, and the one above it. */
  agency: string;
  superior: string | null;
  /** Code of the dossier [mã hồ sơ], or the hub's id where it has none. */
  dossier: string;
  procedure: string;
  receivedAt: Date;
  /** The appointment as it stands; null where none was given. */
  dueAt: Date | null;
  /** The one first given, where it was moved since: lateness is counted by it. */
  originalDueAt: Date | null;
  issuedAt: Date;
  /** The receipt the slip goes with, verifiable without the hub. */
  receipt: { id: string; jws: string };
  /** Address of the page that verifies it; null where it is not served. */
  verifyUrl: string | null;
}

/** One side of a hand-over. */
export interface SlipParty {
  agency: string;
  person: string | null;
  at: Date;
}

/** One step of the control slip. */
export interface ControlRow {
  from: SlipParty;
  /** Null while nobody has taken it over. */
  to: SlipParty | null;
  /** Deadline of the step. */
  dueAt: Date | null;
  /** Null while the step goes on. */
  result: 'EARLY' | 'ON_TIME' | 'LATE' | null;
  note: string | null;
}

/** Control slip [phiếu kiểm soát quá trình giải quyết hồ sơ]: who had the dossier when, to the minute. */
export interface ControlSlip extends SlipHead {
  kind: 'CONTROL';
  rows: readonly ControlRow[];
}

/** A paper that was handed in. */
export interface SlipPaper {
  name: string;
  copies: number;
}

/** Appointment slip [giấy tiếp nhận hồ sơ và hẹn trả kết quả]: what the citizen takes home. Holds personal data. */
export interface AppointmentSlip extends SlipHead {
  kind: 'APPOINTMENT';
  applicant: string;
  /** How to reach the applicant: address, telephone, e-mail as given. */
  contacts: readonly string[];
  papers: readonly SlipPaper[];
  /** Who took the dossier in. */
  receivedBy: string | null;
  /** Where the result is handed over. */
  returnPlace: string;
}

/** A slip of either kind. */
export type Slip = ControlSlip | AppointmentSlip;
