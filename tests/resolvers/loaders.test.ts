import { describe, expect, test } from '@jest/globals';
import { HubError } from '../../src/errors.js';
import type { DossierReader } from '../../src/lists/dossier-reader.js';
import { makeLoaders, type LoaderSources } from '../../src/resolvers/loaders.js';
import { makeDossier } from '../lists/sample-records.js';
import { untraced } from '../../src/trace.js';

/** A store of two dossiers that notes what it is asked. */
function makeReader(): { reader: DossierReader; asked: (readonly string[])[] } {
  const asked: (readonly string[])[] = [];
  const stored = [makeDossier('b'), makeDossier('a')];
  const reader: DossierReader = {
    async findByIds(ids) {
      asked.push(ids);
      return stored.filter(({ id }) => ids.includes(id));
    },
    async findIdsByCodes(codes) {
      asked.push(codes);
      return new Map([['CODE-a', 'a']].filter(([code]) => codes.includes(code ?? '')) as [string, string][]);
    },
  };
  return { reader, asked };
}

/** The reader, and an exchange in which nothing has happened. */
function toSources(dossiers: DossierReader): LoaderSources {
  const nothing = async (): Promise<[]> => Promise.resolve([]);
  return {
    dossiers,
    events: { findByDossiers: nothing, findByIds: nothing },
    transfers: { findByIds: nothing },
    findEventProof: async () => Promise.resolve(null),
    trace: untraced.trace,
  };
}

describe('makeLoaders', () => {
  test('asks the store once for what is asked in one tick, and answers each in its place', async () => {
    const { reader, asked } = makeReader();
    const { findDossier } = makeLoaders(toSources(reader));
    const found = await Promise.all(['a', 'gone', 'b', 'a'].map(findDossier));
    expect(found.map((dossier) => dossier?.id ?? null)).toEqual(['a', null, 'b', 'a']);
    expect(asked).toEqual([['a', 'gone', 'b']]);
  });

  test('finds by code in two questions, and asks for no dossier under an unknown code', async () => {
    const { reader, asked } = makeReader();
    const { findDossierByCode } = makeLoaders(toSources(reader));
    const [known, unknown] = await Promise.all([findDossierByCode('CODE-a'), findDossierByCode('CODE-?')]);
    expect([known?.id, unknown]).toEqual(['a', null]);
    expect(asked).toEqual([['CODE-a', 'CODE-?'], ['a']]);
  });

  test('asks for at most 200 dossiers at a time', async () => {
    const { reader, asked } = makeReader();
    const { findDossier } = makeLoaders(toSources(reader));
    await Promise.all(Array.from({ length: 201 }, (_, number) => findDossier(`d${number}`)));
    expect(asked.map(({ length }) => length)).toEqual([200, 1]);
  });

  test('answers a failed batch with an error, and asks again afterwards', async () => {
    const { reader, asked } = makeReader();
    let isDown = true;
    const { findDossier } = makeLoaders(
      toSources({
        ...reader,
        findByIds: async (ids) => {
          if (isDown) throw new Error('connect ECONNREFUSED mongodb://user:secret@host');
          return reader.findByIds(ids);
        },
      }),
    );
    const failure = await findDossier('a').catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(HubError);
    expect(failure).toMatchObject({ code: 'INTERNAL', message: expect.not.stringContaining('secret') });
    isDown = false;
    expect((await findDossier('a'))?.id).toBe('a');
    expect(asked).toEqual([['a']]);
  });

  test("passes the store's own errors on as they are", async () => {
    const { reader } = makeReader();
    const down = new HubError('SOURCE_UNAVAILABLE', 'the store does not answer');
    const { findDossierByCode } = makeLoaders(
      toSources({ ...reader, findIdsByCodes: () => Promise.reject(down) }),
    );
    await expect(findDossierByCode('CODE-a')).rejects.toBe(down);
  });
});
