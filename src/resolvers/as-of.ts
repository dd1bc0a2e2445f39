/** Records as the hub knew them at a past moment: what a figure of that day was made of. */
import { HubError } from '../errors.js';
import type { EntityName, StoredRecord } from '../records/record.js';
import type { RecordStore } from '../store/record-store.js';
import type { HubContext } from './context.js';

/** The past of every entity. */
export type Histories = Readonly<Record<EntityName, Pick<RecordStore, 'findAsOf' | 'findBy'>>>;

/**
 * The record as it was known at a moment; null where it was not known then, or was gone.
 * @throws HubError BAD_INPUT naming the argument, `asOf` where nothing else is said, for a moment that is still to come: nobody knows yet what will be known.
 */
export async function findAsOf<Content extends object>(
  entity: EntityName,
  { id, at, argument = 'asOf' }: { id: string; at: Date; argument?: string },
  { histories, now }: Pick<HubContext, 'histories' | 'now'>,
): Promise<StoredRecord<Content> | null> {
  if (at > now())
    throw new HubError(
      'BAD_INPUT',
      `${argument}: expected a moment that has passed, got ${at.toISOString()}`,
    );
  const [found] = await histories[entity].findAsOf<Content>([id], at);
  return found ?? null;
}
