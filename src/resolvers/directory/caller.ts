/** `Caller`: who the hub thinks asks. Nobody is shown another caller. */
import type { AgencyRow } from '../../lists/rows.js';
import type { Principal } from '../../principal.js';
import type { HubContext } from '../context.js';

const caller = {
  __resolveReference: ({ id }: { id: string }, { principal }: HubContext): Principal | null =>
    principal?.sub === id ? principal : null,
  id: ({ sub }: Principal): string => sub,
  fullName: ({ name }: Principal): string | null => name,
  agency: ({ agency }: Principal, _: unknown, { listings }: HubContext): AgencyRow | null =>
    listings.agency.get(agency ?? '') ?? null,
};

export const callerTypes = { Caller: caller };
