/**
 * The loaders of one request: what its resolvers ask for in one tick goes to the store as one question. Made anew for
 * every request, so that nothing is remembered longer. The only file that knows dataloader.
 */
import DataLoader from 'dataloader';
import { HubError } from '../errors.js';
import type { DossierReader } from '../lists/dossier-reader.js';
import type { StoredDossier } from '../lists/rows.js';

/** Lookups by key, batched; null where there is nothing under the key. A failed batch is an error, never a null. */
export interface Loaders {
  findDossier(id: string): Promise<StoredDossier | null>;
  /** By any of its codes. */
  findDossierByCode(code: string): Promise<StoredDossier | null>;
}

/** Keys in one question: as many as a page may hold. */
const maxBatchSize = 200;

/** Makes the loaders of one request. They throw the store's HubErrors as they are, anything else as INTERNAL. */
export function makeLoaders(store: DossierReader): Loaders {
  const dossiers = new DataLoader<string, StoredDossier | null>(
    async (ids) => {
      const found = await read(() => store.findByIds(ids));
      const byId = new Map(found.map((dossier) => [dossier.id, dossier]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    { maxBatchSize },
  );
  const idsByCode = new DataLoader<string, string | null>(
    async (codes) => {
      const found = await read(() => store.findIdsByCodes(codes));
      return codes.map((code) => found.get(code) ?? null);
    },
    { maxBatchSize },
  );
  return {
    findDossier: (id) => dossiers.load(id),
    async findDossierByCode(code) {
      const id = await idsByCode.load(code);
      return id === null ? null : dossiers.load(id);
    },
  };
}

async function read<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (thrown) {
    if (thrown instanceof HubError) throw thrown;
    throw new HubError('INTERNAL', 'the store could not be read; ask again later', { cause: thrown });
  }
}
