/** The files of the exchange: its nodes with a way to each over the network, who goes on for whom, who is told of what. */
import { readFile } from 'node:fs/promises';
import { defaultPatience, makeHttpClient, type HttpClient } from '../connectors/http.js';
import { readSuccessions, type Succession } from '../dossiers/successions.js';
import { makeNodeDirectory, readNodes, type NodeDirectory } from '../delivery/nodes.js';
import { HubError, toMessage } from '../errors.js';
import type { Listing } from '../lists/listing.js';
import type { AgencyRow } from '../lists/rows.js';
import type { Logger } from '../logger.js';
import { readSubscribers, type Subscriber } from '../notices/subscribers.js';

/** A node is tried once a turn: the job repeats what is worth repeating soon, the sweep the rest. */
const patience = { ...defaultPatience, attempts: 1, timeoutMs: 15_000 };
const limits = { perSecond: 200, burst: 200, concurrency: 16 };

/**
 * Opens the directory of nodes; an empty one where no file is set.
 * @throws HubError BAD_INPUT naming the variable and what is wrong with the file.
 */
export async function openNodes(
  file: string | undefined,
  agencies: Listing<AgencyRow>,
): Promise<NodeDirectory> {
  const nodes = await readSetting('EXCHANGE_NODES_FILE', file, readNodes);
  return makeNodeDirectory(nodes, {
    list: () => [...agencies.values()].map(({ content: { code, level } }) => ({ code, level })),
    find: (code) => agencies.get(code)?.content ?? null,
  });
}

/**
 * Opens who goes on in place of agencies that ended; nobody where no file is set.
 * @throws HubError BAD_INPUT naming the variable and what is wrong with the file.
 */
export function openSuccessions(file: string | undefined): Promise<Succession[]> {
  return readSetting('EXCHANGE_SUCCESSIONS_FILE', file, readSuccessions);
}

/** Opens who is told of what; nobody where no file is set. @throws HubError BAD_INPUT as for the others. */
export function openSubscribers(file: string | undefined): Promise<Subscriber[]> {
  return readSetting('EXCHANGE_NOTICES_FILE', file, readSubscribers);
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
