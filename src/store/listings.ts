/** The listings of all entities, following their logs. */
import type { RowOf } from '../lists/rows.js';
import type { EntityName } from '../records/record.js';
import { entities, toEach } from './entities.js';
import { makeListing, type FollowedListing } from './listing.js';
import type { Store } from './store.js';

/** The listings of the hub, one for each entity. */
export type FollowedListings = { readonly [Name in EntityName]: FollowedListing<RowOf[Name]> };

/** Makes the listings, empty until their first `refresh`. */
export function makeListings({ logs }: Pick<Store, 'logs'>): FollowedListings {
  const listings = toEach((name) =>
    makeListing<{ id: string }>(logs[name], (row) => entities[name].revive(row)),
  );
  // Each has the rows its own entity makes, which the table of entities says and a loop over it cannot.
  return listings as unknown as FollowedListings;
}
