/** What can be asked of the axis of documents through the hub: to carry a document, or word of what became of one. */
import type { DocumentContent } from '../../records/document.js';
import type { DispatchBodies } from '../../records/dossier-event.js';
import type { ChainCommand } from '../chain-command.js';
import type { Paper } from '../command.js';

/** A document as its issuer writes it. */
export interface DocumentDraft extends Pick<
  DocumentContent,
  | 'number'
  | 'notation'
  | 'issuedOn'
  | 'issuedPlace'
  | 'kindCode'
  | 'kindName'
  | 'subject'
  | 'summary'
  | 'signer'
  | 'priorityCode'
  | 'dueOn'
  | 'answers'
  | 'dossierCodes'
  | 'isPaper'
> {
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
  SEND: DispatchBodies['DISPATCHED'];
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

/** What a receiver said, and when. */
export type DispatchAnswer = DispatchBodies['ANSWERED'];
