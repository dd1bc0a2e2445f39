/**
 * One connection to MongoDB, or to a server that speaks as it does. Nothing outside this folder knows which server
 * answers; the store contract test (tests/store/contract.test.ts) judges one in a minute.
 */
import { createConnection, type Connection } from 'mongoose';
import { HubError } from '../errors.js';

export type { Connection } from 'mongoose';

/** How long to look for a server before giving up. */
const serverSelectionTimeoutMs = 10_000;

/**
 * Opens the connection. Every write waits for the majority and the journal: an acknowledged write is never lost.
 * Retried writes are off, since each of ours is idempotent by its key and is simply written again.
 * @param onCommand is told the name of every command sent to the server and how many statements it holds, for who measures
 * @throws HubError INTERNAL when no server answers.
 */
export async function openConnection(
  uri: string,
  onCommand?: (name: string, statements: number) => void,
): Promise<Connection> {
  const connection = createConnection(uri, {
    serverSelectionTimeoutMS: serverSelectionTimeoutMs,
    retryWrites: false,
    writeConcern: { w: 'majority', journal: true },
    // A model would create its collection behind our back as soon as it is made; indexes and first writes create them well enough.
    autoCreate: false,
    autoIndex: false,
    maxPoolSize: 20,
    monitorCommands: onCommand !== undefined,
  });
  try {
    const opened = await connection.asPromise();
    if (onCommand !== undefined)
      opened
        .getClient()
        .on('commandStarted', ({ commandName, command }) => onCommand(commandName, countStatements(command)));
    return opened;
  } catch (cause) {
    throw new HubError('INTERNAL', 'no MongoDB answered; check MONGODB_URI and that the server runs', {
      cause,
    });
  }
}

/** A write of many documents is as many statements, however few commands carry them. */
function countStatements(command: object): number {
  const { documents, updates, deletes } = command as Partial<Record<string, readonly unknown[]>>;
  return documents?.length ?? updates?.length ?? deletes?.length ?? 1;
}

/** Answers when the server does; for readiness checks. */
export async function pingConnection(connection: Connection): Promise<void> {
  await connection.db?.admin().ping();
}

/** Whether an error is the server's refusal of a duplicate key (code 11000), in a single or a bulk write. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;
}

/** Whether an insert took place; false where its key was taken. @throws whatever else went wrong. */
export async function isInserted(insert: Promise<unknown>): Promise<boolean> {
  try {
    await insert;
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
