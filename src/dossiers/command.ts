/** What agencies, and the hub itself, can ask to be done with a dossier. Whether it may be done is decided in rules.ts. */
import type { EventBodies, Instant, Wait } from '../records/dossier-event.js';

/** What each kind of command says beside who gives it. */
export interface CommandBodies {
  /** The hub takes over custody from the record of a source; the first command on a dossier brings it about. */
  OPEN: EventBodies['OPENED'];
  SEND: { to: string; dueAt: Instant | null };
  DELIVER: { message: string; node: string | null; nodeReceipt: string | null };
  ACCEPT: { transfer: string };
  RETURN: { transfer: string };
  RECALL: { transfer: string };
  PAUSE: { wait: Wait };
  RESUME: Record<string, never>;
  EXTEND: { dueAt: Instant };
  CLOSE: Record<string, never>;
  REROUTE: { from: string };
  WARN: { notice: 'DUE_SOON' | 'OVERDUE' } & EventBodies['DUE_SOON'];
}

/** Kind of command. */
export type CommandType = keyof CommandBodies;

/** A command. */
export interface CommandOf<Type extends CommandType> {
  type: Type;
  /** Unique in the hub: `toCommandKey` of a caller, or one of `hubCommands`. */
  command: string;
  dossier: string;
  /** The agency it is given for. */
  agency: string;
  /** Subject of the caller, opaque; `hub` for the hub itself. */
  actor: string;
  claimedAt: Instant | null;
  /** The epoch the caller believes in; null where they do not say. */
  expectedEpoch: number | null;
  body: CommandBodies[Type];
  /** Free text and papers that go with it, sealed beside the event; null where there are none. */
  attachment: Attachment | null;
}

/** A command of any kind, its body fitting its kind. */
export type Command = { [Type in CommandType]: CommandOf<Type> }[CommandType];

/** A paper that goes along: by its hash, its bytes are fetched from the hub and checked against it. */
export interface Paper {
  name: string;
  mediaType: string;
  sizeBytes: number;
  /** SHA-256 of its bytes, hexadecimal. */
  sha256: string;
}

/** What people write and add to a command. Personal data: sealed before it is stored, gone from logs. */
export interface Attachment {
  /** Opinion of the sender, or the reason of a return, recall, pause or extension. */
  note: string | null;
  papers: readonly Paper[];
}

/** The actor of the hub's own commands. */
export const hubActor = 'hub';

/** Ids of the hub's own commands: the same duty done twice is one command. */
export const hubCommands = {
  open: (dossier: string): string => `hub open ${dossier}`,
  deliver: (message: string): string => `hub deliver ${message}`,
  warn: (notice: string, subject: string, dueAt: Instant): string => `hub warn ${notice} ${subject} ${dueAt}`,
  reroute: (subject: string, from: string, epoch: number): string =>
    `hub reroute ${subject} ${from} ${epoch}`,
} as const;

/** A command id as clients make it; a UUID will do. */
export const commandIdPattern = /^[\w.-]{1,64}$/;

/** A caller's command id under the caller's subject, so that nobody can take another's. */
export function toCommandKey(actor: string, commandId: string): string {
  return `${actor} ${commandId}`;
}
