/** The directory the rules ask: the agencies as they are listed now, and who goes on in place of those that ended. */
import { addDays } from '../calendar/local-time.js';
import type { LocalDay } from '../records/record.js';
import { existsOn, type AgencyDirectory, type DirectoryAgency } from './directory.js';
import type { Succession } from './successions.js';

/** The agencies as their source tells them, always as fresh as it. */
export interface ListedAgencies {
  get(code: string): { content: DirectoryAgency } | undefined;
  values(): Iterable<{ content: DirectoryAgency }>;
}

/** Makes the directory. */
export function makeAgencyDirectory(
  agencies: ListedAgencies,
  successions: readonly Succession[] = [],
): AgencyDirectory {
  const general = new Map(
    successions.filter(({ procedure }) => procedure === null).map((one) => [one.from, one] as const),
  );
  const special = new Map(successions.map((one) => [toKey(one.from, one.procedure), one] as const));
  const toAgency = ({ content: { code, level, validFrom, validTo } }: { content: DirectoryAgency }) => ({
    ...{ code, level, validFrom },
    validTo: toEarlier(validTo, general.get(code)),
  });
  const find = (code: string): DirectoryAgency | null => {
    const row = agencies.get(code);
    return row === undefined ? null : toAgency(row);
  };

  function findSuccessor(code: string, procedure: string, on: LocalDay): DirectoryAgency | null {
    const passed = new Set<string>();
    for (let current = code; !passed.has(current);) {
      passed.add(current);
      const next = special.get(toKey(current, procedure)) ?? general.get(current);
      if (next === undefined || next.on > on) return null;
      const agency = find(next.to);
      if (agency !== null && existsOn(agency, on)) return agency;
      // It has ended itself meanwhile, or is known by another succession only: go on from there.
      current = next.to;
    }
    return null;
  }

  return {
    find,
    findSuccessor,
    listEnded: (on) =>
      [...agencies.values()].map(toAgency).filter(({ validTo }) => validTo !== null && validTo < on),
  };
}

/** An agency whose procedures all went elsewhere ended the day before, whatever its source still says. */
function toEarlier(validTo: LocalDay | null, succession: Succession | undefined): LocalDay | null {
  if (succession === undefined) return validTo;
  const lastOn = addDays(succession.on, -1);
  return validTo === null || lastOn < validTo ? lastOn : validTo;
}

function toKey(code: string, procedure: string | null): string {
  return JSON.stringify([code, procedure]);
}
