/**
 * How far each stream has been read, and by whom. One document a stream; every move is a compare-and-set on the fence,
 * so that of two workers on one stream the older one is refused.
 */
import { Schema, type Connection } from 'mongoose';
import { HubError } from '../errors.js';
import type { SyncMode } from './sync-runs.js';

/** One key at the source, or the items whose versions lie in a range. */
export type Slice = { key: string } | { since: string; until: string };

/** How a stream is to be read. */
export interface ReadingOrder {
  mode: SyncMode;
  /** The run whose pages are read again; null but for REPLAY. */
  fromRun: string | null;
  /** What is read again; null but for SLICE. */
  slice: Slice | null;
}

/** A run somebody asked for: the next run of the stream is that one, until it has ended well. */
export interface RequestedRun extends ReadingOrder {
  runId: string;
  /** Whether it may do what the brake stopped. */
  isReleased: boolean;
}

/** What a run was about to do when it was stopped: too many records rewritten, or gone. */
export interface Brake {
  kind: 'REWRITES' | 'DELETIONS';
  count: number;
  /** Records of the kind, or of the stream. */
  total: number;
  /** Ids of some of them. */
  sample: string[];
  runId: string;
  order: ReadingOrder;
  at: Date;
}

/** The state of one stream. */
export interface SyncState {
  source: string;
  stream: string;
  /** Where the next run starts; null before the first page. */
  cursor: unknown;
  /** Grows with every run that takes the stream. */
  fence: number;
  runId: string | null;
  running: boolean;
  /** The run before did not end well: it may have written records and died before it listed them. */
  isAfterBreak: boolean;
  /** When the run under way last stored a page, or the last one ended. */
  activeAt: Date | null;
  lastSuccessAt: Date | null;
  /** Why the last run failed; null where it did not. */
  lastError: string | null;
  /** Items read by the run under way or the last one. */
  read: number;
  /** Of them, new and changed records, and items refused. */
  written: number;
  quarantined: number;
  remaining: number | null;
  requested: RequestedRun | null;
  /** Why it is read no more until an operator asks for a run; null while it is read. */
  paused: { at: Date; reason: string } | null;
  /** Why it is paused, where a run was about to do too much; null otherwise. */
  brake: Brake | null;
}

/** The states of all streams. */
export interface SyncStates {
  find(source: string, stream: string): Promise<SyncState | null>;
  findAll(): Promise<SyncState[]>;
  /** Takes the stream for a run: the fence grows, whoever had it before is refused from now on. */
  take(source: string, stream: string, runId: string): Promise<SyncState>;
  /**
   * Writes what changed, if the fence still stands.
   * @throws HubError CONFLICT when another run has taken the stream.
   */
  advance(state: SyncState, change: Partial<SyncState>): Promise<void>;
  /** Asks for a run; one asked for before gives way. */
  request(source: string, stream: string, run: RequestedRun): Promise<void>;
  /** Forgets what the brake stopped: the stream is read again. */
  easeBrake(source: string, stream: string): Promise<void>;
  /** The run that was asked for has ended well. */
  settleRequest(source: string, stream: string, runId: string): Promise<void>;
}

type StateDocument = SyncState & { _id: string };

/** Makes the states kept in one database. */
export function makeSyncStates(connection: Connection): SyncStates {
  const schema = new Schema<StateDocument>(
    { _id: String, source: String, stream: String, cursor: Schema.Types.Mixed, fence: Number },
    { collection: 'sync_state', strict: false, versionKey: false, minimize: false },
  );
  const { collection: states } = connection.model<StateDocument>('sync_state', schema);
  return {
    async find(source, stream) {
      return toState(await states.findOne({ _id: toId(source, stream) as never }));
    },
    async findAll() {
      const found = await states.find({}).toArray();
      return found.flatMap((document) => toState(document) ?? []);
    },
    async take(source, stream, runId) {
      const filter = { _id: toId(source, stream) as never };
      await states.updateOne(filter, { $setOnInsert: toFirst(source, stream) }, { upsert: true });
      // A pipeline, so that how the run before ended is read and overwritten in one step.
      const taken = await states.findOneAndUpdate(filter, [{ $set: toTaking(runId) }], {
        returnDocument: 'after',
      });
      const state = toState(taken);
      if (state !== null) return state;
      throw new HubError('INTERNAL', `sync state of ${source}.${stream} vanished while it was taken`);
    },
    async request(source, stream, requested) {
      const filter = { _id: toId(source, stream) as never };
      const { requested: _none, ...first } = toFirst(source, stream);
      await states.updateOne(filter, { $set: { requested }, $setOnInsert: first }, { upsert: true });
    },
    async easeBrake(source, stream) {
      const filter = { _id: toId(source, stream) as never, brake: { $ne: null } };
      await states.updateOne(filter, { $set: { paused: null, brake: null } });
    },
    async settleRequest(source, stream, runId) {
      const filter = { _id: toId(source, stream) as never, 'requested.runId': runId };
      await states.updateOne(filter, { $set: { requested: null } });
    },
    async advance({ source, stream, fence }, change) {
      const { matchedCount } = await states.updateOne(
        { _id: toId(source, stream) as never, fence },
        { $set: change },
      );
      if (matchedCount === 0) {
        throw new HubError(
          'CONFLICT',
          `another run has taken ${source}.${stream}; this one (fence ${fence}) stops`,
        );
      }
    },
  };
}

/** The state of a stream never read. */
function toFirst(source: string, stream: string): SyncState {
  return {
    source,
    stream,
    cursor: null,
    fence: 0,
    runId: null,
    running: false,
    isAfterBreak: false,
    activeAt: null,
    lastSuccessAt: null,
    lastError: null,
    read: 0,
    written: 0,
    quarantined: 0,
    remaining: null,
    requested: null,
    paused: null,
    brake: null,
  };
}

/** What taking a stream sets, in terms of what was there. */
function toTaking(runId: string): object {
  return {
    fence: { $add: ['$fence', 1] },
    isAfterBreak: { $or: ['$running', { $ne: ['$lastError', null] }] },
    runId: { $literal: runId },
    running: true,
    read: 0,
    written: 0,
    quarantined: 0,
    remaining: null,
    activeAt: new Date(),
  };
}

function toId(source: string, stream: string): string {
  return `${source}.${stream}`;
}

function toState(document: object | null): SyncState | null {
  if (document === null) return null;
  const { _id, ...state } = document as StateDocument;
  return state;
}
