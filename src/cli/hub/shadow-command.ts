/**
 * `npm run hub -- shadow SOURCE --from RUN`: what the mapping in this working tree would change, before it goes live. Unlike the other commands
 * it runs here and reads the store itself: the mapping that is tried is the one of these files.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { makeTargets } from '../../app.js';
import { connectors, findStream } from '../../connectors/registry.js';
import { HubError, toMessage } from '../../errors.js';
import { filled, readJson } from '../../evidence/fields.js';
import { openStore } from '../../store/store.js';
import { shadow, type ShadowReport } from '../../sync/shadow.js';
import type { Output } from '../hub.js';
import { toTable } from './table.js';

const settingsShape = z.looseObject({ MONGODB_URI: filled, HUB_SECRET: filled });

/** Findings shown of each kind; `--json` has them all. */
const mostShown = 20;

/** What the command was given. */
export interface ShadowOptions {
  source: string;
  fromRun: string;
  /** JSON file with MONGODB_URI and HUB_SECRET; the demonstration's start writes one. */
  settingsFile: string;
  json: boolean;
}

/**
 * Runs the shadow and prints what it found.
 * @throws HubError BAD_INPUT naming what is wrong with the settings or the run.
 */
export async function runShadow(
  { source, fromRun, settingsFile, json }: ShadowOptions,
  output: Output,
): Promise<void> {
  const text = await readFile(settingsFile, 'utf8').catch((cause: unknown) => {
    throw new HubError(
      'BAD_INPUT',
      `--settings: expected a JSON file with MONGODB_URI and HUB_SECRET, ${toMessage(cause)}`,
    );
  });
  const { MONGODB_URI: uri, HUB_SECRET: secret } = readJson(text, settingsShape, 'the file of settings');
  const store = await openStore(uri);
  try {
    const run = await store.runs.find(fromRun);
    const stream = run === null || run.source !== source ? null : findStream(connectors, run);
    if (stream === null)
      throw new HubError('BAD_INPUT', `--from: expected a run of ${source}, got ${fromRun.slice(0, 64)}`);
    const target = makeTargets(store, secret)(stream.entity);
    const records = store.records[stream.entity];
    const report = await shadow({ source, stream, fromRun }, { ...target, records });
    output.write(json ? `${JSON.stringify(report, null, 2)}\n` : toText(report));
  } finally {
    await store.close();
  }
}

function toText({ findings, ...counts }: ShadowReport): string {
  const kinds = ['CHANGED', 'FRESH', 'REFUSED', 'GOOD'] as const;
  const shown = kinds.flatMap((kind) => findings.filter((one) => one.kind === kind).slice(0, mostShown));
  const byKind = Object.fromEntries(
    kinds.map((kind) => [kind.toLowerCase(), findings.filter((one) => one.kind === kind).length]),
  );
  const rows = shown.map(({ kind, key, fields }) => ({ kind, key, fields: fields.join(', ') }));
  return `${toTable([{ ...counts, ...byKind }])}\n${rows.length === 0 ? '' : toTable(rows)}`;
}
