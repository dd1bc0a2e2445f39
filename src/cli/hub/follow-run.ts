/** Follows a run that was asked for until it has ended: one live line on a terminal, plain lines elsewhere. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Output } from '../hub.js';
import type { AskGraph } from './graph-client.js';

const query = `query Run($id: ID!) {
  run(id: $id) { state source stream counts { read fresh changed unchanged gone quarantined } error }
}`;
const progressQuery =
  'query Progress($event: ID!) { progress(event: $event) { read written quarantined remaining } }';
const pollMs = 500;
const barWidth = 24;

interface RunAnswer {
  run: { state: string; source: string; stream: string; counts: Counts; error: string | null } | null;
}
type Progress = Record<'read' | 'written' | 'quarantined', number> & { remaining: number | null };
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
  if (run === null) return `${toBar({ turn, share: null })} waiting for a worker`;
  const answer = await ask(progressQuery, { event: `${run.source}.${run.stream}` });
  const { read, written, quarantined, remaining } = (answer as { progress: Progress }).progress;
  const all = read + (remaining ?? 0);
  const bar = toBar({ turn, share: remaining === null || all === 0 ? null : read / all });
  const rest = remaining === null ? '' : `, ${remaining} remain`;
  return `${bar} ${read} read${rest}, ${written} written, ${quarantined} in quarantine`;
}

/** How much of it is done; where nobody knows, a mark that moves with every turn. */
export function toBar({ turn, share }: { turn: number; share: number | null }): string {
  const place = share === null ? turn % barWidth : Math.round(share * barWidth);
  if (share === null) return `[${'·'.repeat(place)}▪${'·'.repeat(barWidth - place - 1)}]`;
  return `[${'▪'.repeat(place)}${'·'.repeat(barWidth - place)}]`;
}
