/** What can be asked of the axis of documents through the hub: to carry a document, or word of what became of one. */
import type { DispatchBodies, Instant } from '../../records/dossier-event.js';
import type { LocalDay } from '../../records/record.js';
import type { ChainCommand } from '../chain-command.js';
import type { Paper } from '../command.js';

/** A document as its issuer writes it. */
export interface DocumentDraft {
  number: string;
  notation: string;
  issuedOn: LocalDay;
  issuedPlace: string | null;
  kindCode: string;
  kindName: string;
  subject: string;
  summary: string | null;
  signer: { fullName: string; position: string | null; competence: string | null } | null;
  priorityCode: number;
  dueOn: LocalDay | null;
  /** Ids of the documents it answers. */
  answers: readonly string[];
  dossierCodes: readonly string[];
  isPaper: boolean;
  /** Why it is asked back, and which one; null for a new document. */
  recall: { reason: string; documentId: string } | null;
  /** Its files: papers of the dossier `paperDossier`. */
  papers: readonly Paper[];
  paperDossier: string | null;
}

/** Word of what became of a document. */
export interface StatusDraft {
  description: string | null;
  department: string | null;
}

/** What each kind of command says. */
export interface DispatchCommandBodies {
  SEND: Omit<DispatchBodies['DISPATCHED'], 'documentId'> & { documentId: string };
  TAKE: DispatchBodies['TAKEN'];
  REFUSE: DispatchBodies['REFUSED'];
  ANSWER: DispatchBodies['ANSWERED'];
}

type DispatchCommandOf<Type extends keyof DispatchCommandBodies> = ChainCommand & {
  type: Type;
  body: DispatchCommandBodies[Type];
  attachment: Type extends 'SEND' ? DocumentDraft | StatusDraft : null;
};

/** A command of any kind, its body fitting its kind. */
export type DispatchCommand = {
  [Type in keyof DispatchCommandBodies]: DispatchCommandOf<Type>;
}[keyof DispatchCommandBodies];

/** Ids of the hub's own commands: the same duty done twice is one command. */
export const dispatchCommands = {
  take: (dispatch: string): string => `hub take ${dispatch}`,
  refuse: (dispatch: string): string => `hub refuse ${dispatch}`,
  answer: (dispatch: string, record: string): string => `hub answer ${dispatch} ${record}`,
} as const;

/** When a receiver said something, and what. */
export interface DispatchAnswer {
  agency: string;
  statusCode: string;
  record: string;
  at: Instant;
}
