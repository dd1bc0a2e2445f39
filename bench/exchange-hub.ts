/** The exchange for its bench: store, queue, keys, one receiver in another process, and a count of what the store is asked. */
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultCalendar } from '../src/calendar/default-calendar.js';
import { makeWorkingCalendar } from '../src/calendar/working-calendar.js';
import { makeHttpClient } from '../src/connectors/http.js';
import { defaultPatience } from '../src/connectors/patient-call.js';
import type { InboxParts } from '../src/delivery/inbox.js';
import { makeNodeDirectory, type NodeDirectory } from '../src/delivery/nodes.js';
import { makePlaces } from '../src/delivery/places.js';
import { pushTransfer } from '../src/delivery/push.js';
import { makeAgencyDirectory } from '../src/dossiers/agency-directory.js';
import { callsAtOnce } from '../src/app/nodes.js';
import { deliverTransfer, type DeliveryParts } from '../src/dossiers/deliver.js';
import type { DirectoryAgency } from '../src/dossiers/directory.js';
import { identifiers } from '../src/dossiers/identifiers.js';
import type { SealParts } from '../src/dossiers/seal-log.js';
import { signCheckpoint } from '../src/evidence/checkpoint.js';
import { addSigningKey } from '../src/evidence/key-changes.js';
import { readSigningKeys, toPublishedKey, type PublishedKey, type SigningKey } from '../src/evidence/keys.js';
import { signReceipt } from '../src/evidence/receipt.js';
import { makeDeliverJob } from '../src/jobs/deliver.js';
import type { JobQueues } from '../src/jobs/job.js';
import { openQueues, startWorkers } from '../src/jobs/queue.js';
import { makeLogger } from '../src/logger.js';
import type { Connection } from '../src/store/connection.js';
import { makeExchangeCollections, type ExchangeCollections } from '../src/store/exchange-collections.js';
import { makeSealer } from '../src/store/seal.js';

/** The hub under the bench. */
export interface BenchHub {
  parts: DeliveryParts;
  seal: SealParts;
  keys: readonly PublishedKey[];
  /** How long each delivery took from its job's start, in milliseconds. */
  deliveryMs: number[];
  /** Resolves once a transfer's delivery is done. */
  delivered(transfer: string): Promise<void>;
  close(): Promise<void>;
}

const agencies: readonly DirectoryAgency[] = [
  { code: 'X1', level: 'COMMUNE', validFrom: null, validTo: null },
  { code: 'H1', level: 'DISTRICT', validFrom: null, validTo: null },
];

const opening = {
  holder: 'X1',
  since: '2026-11-02T02:00:00.000Z',
  epoch: 1,
  code: null,
  procedure: 'P1',
  receivingAgency: 'X1',
  receivedAt: '2026-11-02T01:00:00.000Z',
  dueAt: '2027-06-15T10:00:00.000Z',
  calendarVersion: 'bench',
  record: { source: 'bench', key: 'k', version: '1', pageHash: 'a'.repeat(64) },
};

/** Opens it over a database; `redisUrl` is where its jobs are queued. */
export async function openBenchHub(connection: Connection, redisUrl: string): Promise<BenchHub> {
  const log = makeLogger('bench', 'silent');
  const [hubKey, nodeKey] = [makeKey(), makeKey()];
  const receiver = await startReceiver([toPublishedKey(hubKey.key)], nodeKey.text);
  const store = makeExchangeCollections(connection);
  await store.init();
  const now = (): Date => new Date();
  let queues: JobQueues | null = null;
  const nodes = toNodes(receiver.url, nodeKey.key);
  const inbox = {
    store,
    directory: makeAgencyDirectory(new Map(agencies.map((content) => [content.code, { content }]))),
    calendar: makeWorkingCalendar(defaultCalendar),
    now,
    identifiers,
    signReceipt: (claims: Parameters<InboxParts['signReceipt']>[0]) =>
      signReceipt({ iss: 'bench-hub', ...claims }, hubKey.key),
    bodies: store.makeDossierKeys(makeSealer('a secret of at least thirty-two characters')),
    findOpening: () => Promise.resolve(opening),
    queueDelivery: async (delivery: { transfer: string; round: number }) =>
      queues?.add('deliver', delivery, { traceId: delivery.transfer, duty: delivery.transfer }),
    planNotices: () => Promise.resolve(),
    log,
    nodes,
    leases: store.leases,
    hub: 'bench-hub',
  };
  const parts = toDeliveryParts(inbox, hubKey.key);
  const deliveryMs: number[] = [];
  const deliveries = new EventEmitter().setMaxListeners(0);
  const job = makeDeliverJob(async (transfer, round) => {
    const startedAtMs = performance.now();
    const outcome = await deliverTransfer(transfer, parts, round);
    deliveryMs.push(performance.now() - startedAtMs);
    if (outcome === 'DONE') deliveries.emit(transfer);
    return outcome;
  });
  const queueOptions = { redisUrl, prefix: `bench-${Date.now()}`, log };
  queues = await openQueues([job], queueOptions);
  const workers = startWorkers([job], queueOptions);
  return {
    parts,
    seal: {
      ...store,
      signCheckpoint: (claims) => signCheckpoint({ iss: 'bench-hub', ...claims }, hubKey.key),
      checkpointEveryMs: 60_000,
      now,
    },
    keys: [toPublishedKey(hubKey.key)],
    deliveryMs,
    async delivered(transfer) {
      await once(deliveries, transfer);
    },
    async close() {
      await workers.close();
      await queues?.close();
      receiver.stop();
    },
  };
}

function toDeliveryParts(
  inbox: InboxParts & { store: ExchangeCollections },
  hubKey: SigningKey,
): DeliveryParts {
  const limits = { perSecond: 1e6, burst: 1e6, concurrency: callsAtOnce };
  const http = makeHttpClient(
    { source: 'bench', limits, log: inbox.log },
    { ...defaultPatience, attempts: 1 },
  );
  const places = makePlaces(limits.concurrency);
  const push = { ...inbox, places, httpOf: () => http, getSigningKey: () => Promise.resolve(hubKey) };
  return {
    ...inbox,
    deadLetters: inbox.store.deadLetters,
    findRoute: () => ({ node: 'bench', mode: 'PUSH' }),
    push: (transfer) => pushTransfer(transfer, push),
  };
}

function toNodes(url: string, key: SigningKey): NodeDirectory {
  const node = {
    name: 'bench',
    mode: 'PUSH',
    url,
    agencies: ['H1', 'X1'],
    level: null,
    keys: [toPublishedKey(key)],
  } as const;
  return makeNodeDirectory([node], { list: () => agencies, find: () => null });
}

function makeKey() {
  const text = addSigningKey(null, new Date('2020-01-01T00:00:00Z'));
  const [key] = readSigningKeys(text);
  if (key === undefined) throw new Error('no key was made');
  return { text, key };
}

async function startReceiver(
  hubKeys: readonly PublishedKey[],
  nodeKeys: string,
): Promise<{ url: string; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-exchange-'));
  const files = [join(folder, 'hub.json'), join(folder, 'node.json')] as const;
  writeFileSync(files[0], JSON.stringify({ keys: hubKeys }));
  writeFileSync(files[1], nodeKeys);
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/receiver.ts', ...files], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: line.toString().trim(), stop: () => child.stdin.end() };
}
