/** What lists and resolvers ask of the store: whole dossiers, many at a time. Implemented in src/store. */
import type { StoredDossier } from './rows.js';

/** Reads dossiers; asks the store once for each call, whatever the number of keys. */
export interface DossierReader {
  /** The dossiers with these ids, in any order; an unknown id is left out. */
  findByIds(ids: readonly string[]): Promise<StoredDossier[]>;
  /** Id of the dossier by each of these codes, current or former; an unknown code is left out. */
  findIdsByCodes(codes: readonly string[]): Promise<Map<string, string>>;
}
