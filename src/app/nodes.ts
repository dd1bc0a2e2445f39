/** The files of the exchange: its nodes with a way to each over the network, who goes on for whom, who is told of what. */
import { readFile } from 'node:fs/promises';
import type { Config } from '../config.js';
import { makeHttpClient, type HttpClient } from '../connectors/http.js';
import { defaultPatience } from '../connectors/patient-call.js';
import { readSuccessions } from '../dossiers/successions.js';
import { makeNodeDirectory, readNodes, type NodeDirectory } from '../delivery/nodes.js';
import { HubError, toMessage } from '../errors.js';
import { queuedDelivery } from '../jobs/deliver.js';
import type { Listing } from '../lists/listing.js';
import type { AgencyRow } from '../lists/rows.js';
import type { Logger } from '../logger.js';
import { readSubscribers } from '../notices/subscribers.js';
import type { ExchangeMakings } from './exchange.js';
import { openKeyRing } from './key-ring.js';

/** A node is tried once a turn: the job repeats what is worth repeating soon, the sweep the rest. */
const patience = { ...defaultPatience, attempts: 1, timeoutMs: 15_000 };

/** Calls to one node under way at once: a quarter of the deliveries there may be, so that a slow one leaves room for others. */
export const callsAtOnce = queuedDelivery.manners.concurrency / 4;
const limits = { perSecond: 200, burst: 200, concurrency: callsAtOnce };

/**
 * Opens the directory of nodes; an empty one where no file is set.
 * @throws HubError BAD_INPUT naming the variable and what is wrong with the file.
 */
async function openNodes(file: string | undefined, agencies: Listing<AgencyRow>): Promise<NodeDirectory> {
  const nodes = await readSetting('EXCHANGE_NODES_FILE', file, readNodes);
  return makeNodeDirectory(nodes, {
    list: () => [...agencies.values()].map(({ content: { code, level } }) => ({ code, level })),
    find: (code) => agencies.get(code)?.content ?? null,
  });
}

async function readSetting<Entry>(
  variable: string,
  file: string | undefined,
  read: (text: string) => Entry[],
): Promise<Entry[]> {
  if (file === undefined) return [];
  try {
    return read(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new HubError('BAD_INPUT', `${variable}: ${toMessage(cause)}`, { cause });
  }
}

/** What the files of the exchange say. */
export type ExchangeFiles = Pick<ExchangeMakings, 'keys' | 'nodes' | 'successions' | 'subscribers'>;

/**
 * Opens them all.
 * @throws HubError BAD_INPUT naming the variable and what is wrong with its file.
 */
export async function openExchangeFiles(
  hub: Config['hub'],
  { agencies, log }: Pick<ExchangeMakings, 'agencies' | 'log'>,
): Promise<ExchangeFiles> {
  return {
    keys: await openKeyRing(hub.EXCHANGE_KEYS_FILE, log),
    nodes: await openNodes(hub.EXCHANGE_NODES_FILE, agencies),
    successions: await readSetting(
      'EXCHANGE_SUCCESSIONS_FILE',
      hub.EXCHANGE_SUCCESSIONS_FILE,
      readSuccessions,
    ),
    subscribers: await readSetting('EXCHANGE_NOTICES_FILE', hub.EXCHANGE_NOTICES_FILE, readSubscribers),
  };
}

/** Makes the way to each node or subscriber, one client each for its limits and its breaker. */
export function makeNodeClients(log: Logger): (node: { name: string }) => HttpClient {
  const clients = new Map<string, HttpClient>();
  return (node) => {
    const known = clients.get(node.name);
    if (known !== undefined) return known;
    const client = makeHttpClient({ source: node.name, limits, log }, patience);
    clients.set(node.name, client);
    return client;
  };
}
