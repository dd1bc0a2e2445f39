/** How the graph sees a source: the shape of `Source` and `Stream` in schema/operations.graphql. */

/** Whether a source or stream is read, and how lately; what each means is said in the SDL. */
export type SourceState = 'NEW' | 'SYNCING' | 'FRESH' | 'STALE' | 'OFF';

/** One kind of record of a source. */
export interface StreamOverview {
  name: string;
  state: SourceState;
  /** Where the next read starts; null before the first. */
  cursor: string | null;
  /** Records in the hub. */
  records: number;
  quarantined: number;
  /** Seconds since the last successful read to the end; null where there was none. */
  lag: number | null;
  /** Records that remain to be read in the run under way; null where the source does not say. */
  remaining: number | null;
  /** Records read by the run under way or the last one. */
  read: number;
  lastSuccessAt: Date | null;
  staleSince: Date | null;
  /** Why the last run failed; never personal data. */
  lastError: string | null;
}

/** A source with its streams. */
export interface SourceOverview {
  name: string;
  title: string;
  /** The state of its worst stream. */
  state: SourceState;
  /** When every stream had last been read to the end. */
  lastSuccessAt: Date | null;
  /** Since when the oldest stream is stale; null while all are fresh. */
  staleSince: Date | null;
  streams: readonly StreamOverview[];
}
