/** Follows a run that was asked for until it has ended: one live line on a terminal, plain lines elsewhere. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Output } from '../hub.js';
import type { AskGraph } from './graph-client.js';

const query = `query Run($id: ID!) {
  run(id: $id) { state source stream counts { read fresh changed unchanged gone quarantined } error }
}`;
const progressQuery = 'query Progress($event: ID!) { progress(event: $event) { read written quarantined } }';
const pollMs = 500;
const barWidth = 24;

interface RunAnswer {
  run: { state: string; source: string; stream: string; counts: Counts; error: string | null } | null;
}
type Counts = Record<'read' | 'fresh' | 'changed' | 'unchanged' | 'gone' | 'quarantined', number>;

/** @returns why it failed; null where it ended well */
export async function followRun(
  id: string,
  { ask, output }: { ask: AskGraph; output: Output },
): Promise<string | null> {
  for (let turn = 0; ; turn += 1) {
    const { run } = (await ask(query, { id })) as RunAnswer;
    if (run?.state === 'DONE' || run?.state === 'FAILED') {
      const { read, fresh, changed, unchanged, gone, quarantined } = run.counts;
      const told = `${read} read: ${fresh} new, ${changed} changed, ${unchanged} unchanged, ${gone} gone, ${quarantined} in quarantine`;
      output.write(`${output.isTerminal ? '\r\x1b[K' : ''}${run.state.toLowerCase()}, ${told}\n`);
      return run.state === 'DONE' ? null : (run.error ?? 'no reason was given');
    }
    if (output.isTerminal) output.write(`\r\x1b[K${await toLiveLine(run, { ask, turn })}`);
    await delay(pollMs);
  }
}

async function toLiveLine(
  run: RunAnswer['run'],
  { ask, turn }: { ask: AskGraph; turn: number },
): Promise<string> {
  const place = turn % barWidth;
  const bar = `${'·'.repeat(place)}▪${'·'.repeat(barWidth - place - 1)}`;
  if (run === null) return `[${bar}] waiting for a worker`;
  const answer = await ask(progressQuery, { event: `${run.source}.${run.stream}` });
  const { progress } = answer as { progress: { read: number; written: number; quarantined: number } };
  return `[${bar}] ${progress.read} read, ${progress.written} written, ${progress.quarantined} in quarantine`;
}
