/** Reads a slice of a stream again: one key, or what changed within a range of versions. The rest, and the cursor, stay as they are. */
import type { Page, ReadContext } from '../connectors/connector.js';
import { HubError } from '../errors.js';
import type { SyncTask } from './sync-task.js';

/**
 * The pages of the task's slice.
 * @throws HubError BAD_INPUT for a slice the source cannot be asked for.
 */
export async function* readSlice<Settings>(
  { stream, slice }: Pick<SyncTask<Settings>, 'stream' | 'slice'>,
  context: ReadContext<Settings>,
): AsyncIterable<Page<unknown>> {
  if (slice === null) throw new HubError('BAD_INPUT', 'slice: expected a key or a range for SLICE, got none');
  if ('key' in slice) {
    if (stream.readOne === undefined)
      throw new HubError('BAD_INPUT', `key: the stream ${stream.name} cannot be asked for one item`);
    yield* stream.readOne(context, slice.key);
    return;
  }
  if (stream.cursorAt === undefined)
    throw new HubError('BAD_INPUT', `since: the stream ${stream.name} cannot be read from a version on`);
  for await (const page of stream.read(context, stream.cursorAt(slice.since)) as AsyncIterable<
    Page<unknown>
  >) {
    yield page;
    if (isBehind(stream, page.items.at(-1), slice.until)) return;
  }
}

/** Whether an item is of a later version than a range ends with; one that breaks its contract does not say. */
function isBehind<Settings>(stream: SyncTask<Settings>['stream'], item: unknown, until: string): boolean {
  const parsed = stream.shape.safeParse(item);
  return parsed.success && stream.version(parsed.data) > until;
}
