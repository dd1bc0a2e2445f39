/** Whole dossiers for lists and resolvers, many at a time. */
import type { DossierReader } from '../lists/dossier-reader.js';
import type { SealedDossierContent } from '../records/dossier.js';
import type { RecordStore } from './record-store.js';

const codePath = 'content.codes.value';

/** Reads dossiers from their record store. */
export function makeDossierReader(dossiers: Pick<RecordStore, 'findByIds' | 'findBy'>): DossierReader {
  return {
    findByIds: (ids) => dossiers.findByIds<SealedDossierContent>(ids),
    async findIdsByCodes(codes) {
      const found = await dossiers.findBy(codePath, codes);
      const pairs = found.flatMap(({ _id, content }) =>
        (content as SealedDossierContent).codes.map(({ value }) => [value, _id] as const),
      );
      const asked = new Set(codes);
      return new Map(pairs.filter(([code]) => asked.has(code)));
    },
  };
}
