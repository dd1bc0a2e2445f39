/** The directory the rules ask, over the rows of the agencies' listing: always as fresh as the listing. */
import type { Listing } from '../lists/listing.js';
import type { AgencyRow } from '../lists/rows.js';
import type { AgencyDirectory, DirectoryAgency } from './directory.js';

/** Makes the directory. */
export function makeAgencyDirectory(agencies: Listing<AgencyRow>): AgencyDirectory {
  const toAgency = ({ content: { code, level, validFrom, validTo } }: AgencyRow): DirectoryAgency => ({
    code,
    level,
    validFrom,
    validTo,
  });
  return {
    find: (code) => {
      const row = agencies.get(code);
      return row === undefined ? null : toAgency(row);
    },
    findSuccessor: () => null,
    listEnded: (on) =>
      [...agencies.values()].map(toAgency).filter(({ validTo }) => validTo !== null && validTo < on),
  };
}
