/**
 * What the acceptance kit must be told of a source: where its simulator is, and nothing of how it is tested. One declaration a connector,
 * one line in sources.ts.
 */
import type { Probe } from '../../src/connectors/connector.js';
import type { AnyConnector } from '../../src/connectors/registry.js';

/** An item the simulator is to hold: the n-th of its kind, last changed so many seconds after the beginning of its world. */
export interface KitItem {
  n: number;
  second: number;
}

/** A simulator that runs. */
export interface KitRig {
  /** Settings that reach it. */
  settings(pageSize: number): Record<string, unknown>;
  /** Replaces its misbehaviours, in the form of simulators/misbehave.ts; none ends them. */
  misbehave(...specs: string[]): void;
  /** Told of every page that is read; for sources that cannot see by themselves that they are. */
  onPage?(): void;
  close(): Promise<void>;
}

/** What the way to a source can do, as misbehaviours. */
export interface Weather {
  /** A failure that is over at once, and one that stays. */
  once: string;
  lasting: string;
  /** What a run gets through with nothing lost. */
  passing: readonly string[];
  /** Ends a session before its time; null where there is no session. */
  sessionEnd: string | null;
}

/** Of sources spoken to over HTTP. */
export const httpWeather: Weather = {
  once: '500x1',
  lasting: '500',
  passing: ['429:1/2x2', '429/2x2', '500/2x2', 'reset/2x2', 'slow:30/2x2', 'truncated/2x2', 'html/2x2'],
  sessionEnd: 'expired/3',
};

/** A source under the kit. */
export interface KitSource {
  connector: AnyConnector;
  /** The stream whose items `start` makes. */
  stream: string;
  /** Starts its simulator over these items. */
  start(items: readonly KitItem[]): Promise<KitRig>;
  /** Settings that are wrong in one respect, and the probe that must say so. */
  wrong(settings: Record<string, unknown>): readonly [Probe['name'], Record<string, unknown>][];
  weather: Weather;
  /** Other ways the source writes the same item; each must become the same records. */
  spellings: readonly ((item: Record<string, unknown>) => Record<string, unknown>)[];
}
