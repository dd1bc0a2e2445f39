/** The listings of all entities, following their logs. */
import {
  reviveRecordRow,
  type AgencyRow,
  type DossierRow,
  type ProcedureRow,
  type UnitRow,
} from '../lists/rows.js';
import type { EntityName } from '../records/record.js';
import { makeListing, type FollowedListing } from './listing.js';
import type { Store } from './store.js';

/** The listings of the hub, one for each entity. */
export interface FollowedListings {
  agencies: FollowedListing<AgencyRow>;
  administrativeUnits: FollowedListing<UnitRow>;
  procedures: FollowedListing<ProcedureRow>;
  dossiers: FollowedListing<DossierRow>;
}

/** Which listing has the rows of which entity. */
export const listingNames: Record<EntityName, keyof FollowedListings> = {
  agency: 'agencies',
  administrativeUnit: 'administrativeUnits',
  procedure: 'procedures',
  dossier: 'dossiers',
};

/** Makes the listings, empty until their first `refresh`. */
export function makeListings({ logs }: Pick<Store, 'logs'>): FollowedListings {
  return {
    agencies: makeListing(logs.agency, (row) => reviveRecordRow(row as AgencyRow)),
    administrativeUnits: makeListing(logs.administrativeUnit, (row) => reviveRecordRow(row as UnitRow)),
    procedures: makeListing(logs.procedure, (row) => reviveRecordRow(row as ProcedureRow)),
    dossiers: makeListing(logs.dossier, (row) => row as DossierRow),
  };
}
