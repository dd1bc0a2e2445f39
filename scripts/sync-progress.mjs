/** Shows how far the first reading of the sources is: one live line on a terminal, plain lines elsewhere. */
import { setTimeout as delay } from 'node:timers/promises';

/**
 * @typedef {{ name: string, state: string, read: number, remaining: number | null, records: number,
 *   quarantined: number, lastSuccessAt: string | null, lastError: string | null }} Stream `name` is `source.stream`
 */

const query = `{ sources { name streams {
  name state read remaining records quarantined lastSuccessAt lastError
} } }`;
const pollMs = 1000;
const plainLineMs = 5000;

/**
 * Resolves when every stream that is on has been read to the end since `since`.
 * @param {{ ask: import('./graph-client.mjs').AskGraph, since: Date, signal: AbortSignal, log: (line: string) => void }} options
 * @returns {Promise<Stream[]>} how the streams then stand
 */
export async function followSync({ ask, since, signal, log }) {
  const show = process.stdout.isTTY ? showLive : makePlainDisplay(log);
  const complain = makeComplaint(log);
  const tally = makeTally();
  const speed = makeSpeedometer();
  for (; !signal.aborted; await delay(pollMs)) {
    // A busy gateway may miss one question; if it is gone, the watch over the processes says so.
    const streams = await fetchStreams(ask).catch(() => []);
    complain(streams);
    if (streams.length > 0 && streams.every((stream) => isRead(stream, since))) {
      if (process.stdout.isTTY) showLive('');
      return streams;
    }
    const total = tally(streams);
    if (streams.length > 0) show(toLine(streams, total, speed(total)));
  }
  return [];
}

/** @param {import('./graph-client.mjs').AskGraph} ask */
async function fetchStreams(ask) {
  const { sources } = await ask(query);
  return /** @type {Stream[]} */ (
    sources.flatMap((/** @type {{ name: string, streams: Stream[] | null }} */ source) =>
      (source.streams ?? []).map((stream) => ({ ...stream, name: `${source.name}.${stream.name}` })),
    )
  );
}

/**
 * @param {Stream} stream
 * @param {Date} since
 */
function isRead({ state, lastSuccessAt }, since) {
  if (state === 'OFF') return true;
  return state !== 'SYNCING' && lastSuccessAt !== null && new Date(lastSuccessAt) >= since;
}

/** @returns {(streams: Stream[]) => number} what was read so far: a stream read anew counts from zero again, the tally does not */
function makeTally() {
  /** @type {Map<string, number>} */
  const seen = new Map();
  let total = 0;
  return (streams) => {
    for (const { name, read } of streams) {
      const before = seen.get(name) ?? 0;
      total += read < before ? read : read - before;
      seen.set(name, read);
    }
    return total;
  };
}

/**
 * @param {Stream[]} streams
 * @param {number} total
 * @param {number} perSecond
 */
function toLine(streams, total, perSecond) {
  const underWay = streams.filter((stream) => stream.state === 'SYNCING');
  const names = underWay.map((stream) => stream.name).join(', ') || 'the sources';
  const counts = [
    `${count(total)} records read`,
    `${count(perSecond)}/s`,
    `${count(sum(underWay, 'remaining'))} remain`,
    `${count(sum(streams, 'quarantined'))} in quarantine`,
  ];
  return `reading ${names}: ${counts.join(', ')}`;
}

/** @returns {(total: number) => number} per second, over the last ten looks */
function makeSpeedometer() {
  /** @type {{ atMs: number, total: number }[]} */
  const looks = [];
  return (total) => {
    looks.push({ atMs: Date.now(), total });
    if (looks.length > 10) looks.shift();
    const first = /** @type {{ atMs: number, total: number }} */ (looks[0]);
    const seconds = Math.max(1, (Date.now() - first.atMs) / 1000);
    return Math.round((total - first.total) / seconds);
  };
}

/** @param {string} line */
function showLive(line) {
  process.stdout.write(`\r\x1b[K${line.slice(0, (process.stdout.columns ?? 80) - 1)}`);
}

/** @param {(line: string) => void} log */
function makePlainDisplay(log) {
  let shownAtMs = 0;
  return (/** @type {string} */ line) => {
    if (Date.now() - shownAtMs < plainLineMs) return;
    shownAtMs = Date.now();
    log(line);
  };
}

/** @param {(line: string) => void} log */
function makeComplaint(log) {
  /** @type {Set<string>} */
  const told = new Set();
  return (/** @type {Stream[]} */ streams) => {
    for (const { name, lastError } of streams) {
      if (lastError === null || told.has(`${name} ${lastError}`)) continue;
      told.add(`${name} ${lastError}`);
      log(`reading ${name} failed and is tried again: ${lastError}`);
    }
  };
}

/**
 * @param {Stream[]} streams
 * @param {'remaining' | 'quarantined' | 'records'} field
 */
export function sum(streams, field) {
  return streams.reduce((total, stream) => total + (stream[field] ?? 0), 0);
}

/** @param {number} number */
export function count(number) {
  return number.toLocaleString('en');
}
