/**
 * The demonstration's nodes for the exchange: a key for each level's system, made once, and the file the hub reads them from.
 * `tsx simulators/onestop/demo-nodes.ts --folder .data --urls PROVINCE,DISTRICT,COMMUNE` writes both.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findAgency } from '../../demo/agencies.js';
import type { DemoNode } from '../../demo/life.js';
import {
  readPublishedKeys,
  readSigningKeys,
  toPublishedKey,
  type PublishedKey,
  type SigningKey,
} from '../../src/evidence/keys.js';
import { addSigningKey } from '../../src/evidence/key-changes.js';
import { HubError } from '../../src/errors.js';
import { makeReceiver, receiverPath, type Receiver } from '../receiver.js';
import { nodeNames } from './server.js';

const keysFile = 'demo-node-keys.json';
const nodesFile = 'demo-nodes.json';

/** How long the hub's keys are taken from memory. */
const keysTtlMs = 30_000;

/** The level whose agencies a node serves. */
function toLevel(node: DemoNode): string {
  return node.toUpperCase();
}

/** The signing key of each node, in the order of their names. */
function readKeys(folder: string): SigningKey[] {
  return readSigningKeys(readFileSync(join(folder, keysFile), 'utf8'));
}

/** Writes the files; keys that are there stay, or receipts given out could not be verified any more. */
export function writeDemoNodes(folder: string, urls: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, keysFile))) {
    let text: string | null = null;
    for (const _ of nodeNames) text = addSigningKey(text, new Date('2017-01-01T00:00:00+07:00'));
    writeFileSync(join(folder, keysFile), text ?? '', { mode: 0o600 });
  }
  const keys = readKeys(folder);
  const nodes = nodeNames.map((name, n) => {
    const key = keys[n];
    if (key === undefined) throw new HubError('BAD_INPUT', `${keysFile}: expected a key for each node`);
    const url = `${urls[n] ?? ''}${receiverPath}`;
    return { name: `onestop-${name}`, mode: 'PUSH', url, level: toLevel(name), keys: [toPublishedKey(key)] };
  });
  writeFileSync(join(folder, nodesFile), `${JSON.stringify({ nodes }, null, 2)}\n`);
}

/** The receivers of the three nodes, with the keys of the folder and those the hub publishes. */
export function makeDemoReceivers(folder: string, hubUrl: string): Record<DemoNode, Receiver> {
  const keys = readKeys(folder);
  let known: { keys: readonly PublishedKey[]; atMs: number } | null = null;
  const hubKeys = async (): Promise<readonly PublishedKey[]> => {
    if (known === null || Date.now() - known.atMs > keysTtlMs) {
      const answer = await fetch(`${hubUrl}/exchange/keys`);
      known = { keys: readPublishedKeys(await answer.text()), atMs: Date.now() };
    }
    return known.keys;
  };
  const receivers = nodeNames.map((name, n) => {
    const key = keys[n];
    if (key === undefined) throw new HubError('BAD_INPUT', `${keysFile}: expected a key for each node`);
    const receiver = makeReceiver({
      name: `onestop-${name}`,
      hub: 'lien-thong',
      hubKeys,
      key,
      serves: (agency) => findAgency(agency)?.level === toLevel(name),
      now: () => new Date(),
    });
    return [name, receiver] as const;
  });
  return Object.fromEntries(receivers) as Record<DemoNode, Receiver>;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { folder: { type: 'string', default: '.data' }, urls: { type: 'string', default: '' } },
  });
  writeDemoNodes(values.folder, values.urls.split(','));
}
