/** An exchange over the real store for tests: a small directory, a clock that is set by hand, real keys, a queue that notes. */
import { generateKeyPairSync } from 'node:crypto';
import { defaultCalendar } from '../../src/calendar/default-calendar.js';
import { makeWorkingCalendar } from '../../src/calendar/working-calendar.js';
import type { Command, CommandBodies, CommandType } from '../../src/dossiers/command.js';
import { makeAgencyDirectory } from '../../src/dossiers/agency-directory.js';
import type { AgencyDirectory, DirectoryAgency } from '../../src/dossiers/directory.js';
import { identifiers } from '../../src/dossiers/identifiers.js';
import type { ExchangeParts } from '../../src/dossiers/parts.js';
import type { Succession } from '../../src/dossiers/successions.js';
import type { SealParts } from '../../src/dossiers/seal-log.js';
import { signCheckpoint } from '../../src/evidence/checkpoint.js';
import {
  readSigningKeys,
  toPublishedKey,
  type PublishedKey,
  type SigningKey,
} from '../../src/evidence/keys.js';
import { signReceipt } from '../../src/evidence/receipt.js';
import { makeLogger } from '../../src/logger.js';
import type { EventBodies } from '../../src/records/dossier-event.js';
import { openConnection, type Connection } from '../../src/store/connection.js';
import { makeCheckpoints } from '../../src/store/checkpoints.js';
import { makeCustodies } from '../../src/store/custodies.js';
import { makeDispatches, type Dispatches } from '../../src/store/dispatches.js';
import { makeDeadLetters, type DeadLetters } from '../../src/store/dead-letters.js';
import { makeDossierKeys } from '../../src/store/dossier-keys.js';
import { makeEventLog } from '../../src/store/event-log.js';
import { makeNotices, type Notices } from '../../src/store/notices.js';
import { makeMerkleLog } from '../../src/store/merkle-log.js';
import { makeSealer } from '../../src/store/seal.js';
import { makeTransfers } from '../../src/store/transfers.js';
import { makeMongoUri } from '../services.js';

/** A key to sign with, good from 2020 on. */
export function makeSigningKey(kid = 'test-key'): SigningKey {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const entry = { kid, jwk, validFrom: '2020-01-01T00:00:00Z', validTo: null };
  const [key] = readSigningKeys(JSON.stringify({ keys: [entry] }));
  if (key === undefined) throw new Error('no key was read');
  return key;
}

/** The agencies of the tests: a department, two districts, two communes, one that ended. */
export const sampleAgencies: readonly DirectoryAgency[] = [
  { code: 'S1', level: 'PROVINCE', validFrom: null, validTo: null },
  { code: 'H1', level: 'DISTRICT', validFrom: null, validTo: null },
  { code: 'H2', level: 'DISTRICT', validFrom: null, validTo: null },
  { code: 'X1', level: 'COMMUNE', validFrom: null, validTo: null },
  { code: 'OLD', level: 'DISTRICT', validFrom: null, validTo: '2018-12-31' },
];

/** A directory of fixed agencies; nobody succeeds anybody unless it is said. */
export function makeSampleDirectory(
  agencies = sampleAgencies,
  successions: readonly Succession[] = [],
): AgencyDirectory {
  const rows = new Map(agencies.map((content) => [content.code, { content }]));
  return makeAgencyDirectory(rows, successions);
}

/** What a sample dossier is opened with: held by the commune X1, due in a month. */
export const sampleOpening: EventBodies['OPENED'] = {
  holder: 'X1',
  since: '2026-11-02T02:00:00.000Z',
  epoch: 1,
  code: 'X1-261102-0001',
  procedure: 'P1',
  receivingAgency: 'X1',
  receivedAt: '2026-11-02T01:00:00.000Z',
  dueAt: '2026-12-15T10:00:00.000Z',
  calendarVersion: 'vn-2026.1',
  record: { source: 'onestop', key: 'X1-261102-0001', version: '1', pageHash: 'a'.repeat(64) },
};

/** An exchange and the handles a test needs on it. */
export interface ExchangeSetting {
  readonly connection: Connection;
  readonly parts: ExchangeParts;
  readonly dispatches: Dispatches;
  readonly seal: SealParts;
  readonly deadLetters: DeadLetters;
  readonly notices: Notices;
  readonly clock: { now: Date };
  /** The deliveries that were queued, in order. */
  readonly queued: { transfer: string; round: number }[];
  readonly keys: readonly PublishedKey[];
  /** The private half of the one key there is. */
  readonly hubKey: SigningKey;
  /** Lets time pass. */
  wait(ms: number): void;
  close(): Promise<void>;
}

/** Opens an exchange over a database of its own; dossiers whose id begins with `d` exist. */
export async function openExchange(
  directory = makeSampleDirectory(),
  uri = makeMongoUri(),
): Promise<ExchangeSetting> {
  const connection = await openConnection(uri);
  const events = makeEventLog(connection);
  const transfers = makeTransfers(connection);
  const custodies = makeCustodies(connection);
  const dispatches = makeDispatches(connection);
  const merkleLog = makeMerkleLog(connection);
  const checkpoints = makeCheckpoints(connection);
  const deadLetters = makeDeadLetters(connection);
  const notices = makeNotices(connection);
  const all = [events, transfers, custodies, dispatches, merkleLog, deadLetters, notices];
  await Promise.all(all.map((one) => one.init()));
  const clock: ExchangeSetting['clock'] = { now: new Date('2026-11-25T03:00:00.000Z') };
  const key = makeSigningKey();
  const queued: ExchangeSetting['queued'] = [];
  const parts: ExchangeParts = {
    store: { events, transfers, custodies, dispatches },
    directory,
    calendar: makeWorkingCalendar(defaultCalendar),
    now: () => clock.now,
    identifiers,
    signReceipt: (claims) => signReceipt({ iss: 'test-hub', ...claims }, key),
    bodies: makeDossierKeys(connection, makeSealer('a secret of at least thirty-two characters')),
    findOpening: (dossier) => Promise.resolve(dossier.startsWith('d') ? sampleOpening : null),
    queueDelivery: (delivery) => {
      queued.push(delivery);
      return Promise.resolve();
    },
    planNotices: () => Promise.resolve(),
    log: makeLogger('test', 'silent'),
  };
  const seal: SealParts = {
    dispatches,
    transfers,
    custodies,
    events,
    merkleLog,
    checkpoints,
    signCheckpoint: (claims) => signCheckpoint({ iss: 'test-hub', ...claims }, key),
    checkpointEveryMs: 60_000,
    now: () => clock.now,
  };
  return {
    connection,
    parts,
    dispatches,
    seal,
    deadLetters,
    notices,
    clock,
    queued,
    keys: [toPublishedKey(key)],
    hubKey: key,
    wait(ms) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
    close: () => connection.close(),
  };
}

let commands = 0;

/** A command of an agency's officer; each call another command id unless one is given. */
export function toCommand<Type extends CommandType>(
  type: Type,
  body: CommandBodies[Type],
  given: Partial<
    Pick<Command, 'dossier' | 'agency' | 'command' | 'claimedAt' | 'expectedEpoch' | 'attachment'>
  > = {},
): Command {
  commands += 1;
  return {
    type,
    body,
    command: `officer c${commands}`,
    dossier: 'd1',
    agency: 'X1',
    actor: 'officer',
    claimedAt: null,
    expectedEpoch: null,
    attachment: null,
    ...given,
  } as Command;
}
