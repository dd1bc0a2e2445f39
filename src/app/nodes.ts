/** The nodes of the exchange as this process knows them: read from their file, with a way to each over the network. */
import { readFile } from 'node:fs/promises';
import { defaultPatience, makeHttpClient, type HttpClient } from '../connectors/http.js';
import { makeNodeDirectory, readNodes, type ExchangeNode, type NodeDirectory } from '../delivery/nodes.js';
import { HubError, toMessage } from '../errors.js';
import type { Listing } from '../lists/listing.js';
import type { AgencyRow } from '../lists/rows.js';
import type { Logger } from '../logger.js';

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
  const nodes = file === undefined ? [] : await readFileOf(file);
  return makeNodeDirectory(nodes, {
    list: () => [...agencies.values()].map(({ content: { code, level } }) => ({ code, level })),
    find: (code) => agencies.get(code)?.content ?? null,
  });
}

async function readFileOf(file: string): Promise<ExchangeNode[]> {
  try {
    return readNodes(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new HubError('BAD_INPUT', `EXCHANGE_NODES_FILE: ${toMessage(cause)}`, { cause });
  }
}

/** Makes the way to each node, one client a node for its limits and its breaker. */
export function makeNodeClients(log: Logger): (node: ExchangeNode) => HttpClient {
  const clients = new Map<string, HttpClient>();
  return (node) => {
    const known = clients.get(node.name);
    if (known !== undefined) return known;
    const client = makeHttpClient({ source: node.name, limits, log }, patience);
    clients.set(node.name, client);
    return client;
  };
}
