/** Commands as clients give them, and what the graph then shows: over the real store and the real executor. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { officerOf, openExchangeGraph, type ExchangeGraph } from './exchange-graph.js';
import { makePrincipal } from './test-graph.js';

let graph: ExchangeGraph;
let dossiers = 0;
let dossier = '';

beforeAll(async () => {
  graph = await openExchangeGraph();
});
afterAll(() => graph.close());
// Custody is for ever and a command id is one for all dossiers: each test has a dossier and ids of its own.
beforeEach(() => {
  dossier = `d-graph-${(dossiers += 1)}`;
});

describe('a hand-over', () => {
  test('is sent, accepted, and seen by everybody in the same way', async () => {
    const transferId = await graph.send(dossier);
    const accepted = await graph.mutate(officerOf('H1'), 'acceptDossier', {
      commandId: `${dossier}.c1`,
      transferId,
      note: 'đủ',
    });
    expect(accepted).toMatchObject({
      errors: [],
      data: {
        acceptDossier: {
          dossier: { holder: { code: 'H1' }, custody: { epoch: 2 } },
          transfer: { id: transferId, state: 'ACCEPTED', from: { code: 'X1' }, to: { code: 'H1' } },
          receipt: { kind: 'ACCEPTED' },
        },
      },
    });
    const seen = await graph.ask(
      null,
      `query ($code: ID!) { agency(code: $code) {
         inbox(first: 1) { totalCount nodes { id state dossier { id } } }
         outbox(filter: { to: ["H1"] }) { totalCount } } }`,
      { code: 'H1' },
    );
    expect(seen).toMatchObject({
      errors: [],
      data: {
        agency: { inbox: { nodes: [{ id: transferId, state: 'ACCEPTED', dossier: { id: dossier } }] } },
      },
    });
  });

  test('answers the same bytes to the same command, whatever has happened since', async () => {
    const input = { commandId: `${dossier}.again`, dossierId: dossier, to: 'H1', note: 'ý kiến' };
    const first = await graph.mutate(officerOf('X1'), 'sendDossier', input);
    const transferId = (first.data as { sendDossier: { transfer: { id: string } } }).sendDossier.transfer.id;
    await graph.mutate(officerOf('H1'), 'returnDossier', {
      commandId: `${dossier}.r`,
      transferId,
      reason: 'thiếu giấy',
    });
    const second = await graph.mutate(officerOf('X1'), 'sendDossier', input);
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    const other = await graph.mutate(officerOf('X1'), 'sendDossier', { ...input, note: 'khác' });
    expect(other.errors).toMatchObject([{ code: 'CONFLICT', message: expect.stringContaining('commandId') }]);
  });

  test('shows custody as of any moment, from before the exchange knew the dossier until now', async () => {
    const transferId = await graph.send(dossier);
    graph.setting.wait(3_600_000);
    await graph.mutate(officerOf('H1'), 'acceptDossier', { commandId: `${dossier}.a`, transferId });
    const query =
      'query ($id: ID!, $asOf: DateTime) { transfer(id: $id) { dossier { custody(asOf: $asOf) { holder { code } epoch } } } }';
    const heldAt = async (asOf: string | null): Promise<unknown> =>
      (await graph.ask(null, query, { id: transferId, asOf })).data;
    const toData = (custody: unknown): unknown => ({ transfer: { dossier: { custody } } });
    expect(await heldAt(null)).toEqual(toData({ holder: { code: 'H1' }, epoch: 2 }));
    expect(await heldAt('2026-11-25T10:30:00+07:00')).toEqual(toData({ holder: { code: 'X1' }, epoch: 1 }));
    expect(await heldAt('2026-11-03T10:00:00+07:00')).toEqual(toData({ holder: { code: 'X1' }, epoch: 1 }));
    expect(await heldAt('2026-10-03T10:00:00+07:00')).toEqual(toData(null));
  });
});

describe('who may', () => {
  test.each([
    ['nobody without a token', null, 'UNAUTHENTICATED'],
    ['no citizen', makePrincipal(), 'FORBIDDEN'],
    ['no caller who acts for no agency', makePrincipal({ scopes: ['dossier:transfer'] }), 'FORBIDDEN'],
    ['nobody but the holder', officerOf('H2'), 'FORBIDDEN'],
  ])('send: %s', async (_, caller, code) => {
    const { errors } = await graph.mutate(caller, 'sendDossier', {
      commandId: `${dossier}.c`,
      dossierId: dossier,
      to: 'H1',
    });
    expect(errors).toMatchObject([{ code }]);
    expect(await graph.setting.parts.store.transfers.findByDossiers([dossier])).toEqual([]);
  });

  test('read an opinion: those with the scope alone', async () => {
    await graph.mutate(officerOf('X1'), 'sendDossier', {
      commandId: `${dossier}.n`,
      dossierId: dossier,
      to: 'H1',
      note: 'mật',
    });
    const [transfer] = await graph.setting.parts.store.transfers.findByDossiers([dossier]);
    const query = 'query ($id: ID!) { transfer(id: $id) { note } }';
    const seen = await graph.ask(officerOf('H1'), query, { id: transfer?.id });
    expect(seen).toEqual({ data: { transfer: { note: 'mật' } }, errors: [] });
    const hidden = await graph.ask(null, query, { id: transfer?.id });
    expect(hidden).toMatchObject({
      data: { transfer: { note: null } },
      errors: [{ code: 'UNAUTHENTICATED' }],
    });
  });
});

test.each([
  ['a command id with a blank', { commandId: 'a b' }, 'commandId'],
  ['an agency nobody knows', { to: 'NOBODY' }, 'to: '],
  ['an agency that ended', { to: 'OLD' }, 'to: '],
  ['the own agency', { to: 'X1' }, 'to: '],
  ['a due date that has passed', { dueAt: '2026-11-01T00:00:00+07:00' }, 'dueAt: '],
  ['a clock two days slow', { claimedAt: '2026-11-23T10:00:00+07:00' }, 'claimedAt: '],
  [
    'a paper without its hash',
    { papers: [{ name: 'a', mediaType: 'b', sizeBytes: 1, sha256: 'x' }] },
    'papers.0.sha256',
  ],
])('%s is refused by name', async (_, given, words) => {
  const input = { commandId: `${dossier}.bad`, dossierId: dossier, to: 'H1', ...given };
  const { errors } = await graph.mutate(officerOf('X1'), 'sendDossier', input);
  expect(errors).toMatchObject([{ code: 'BAD_INPUT', message: expect.stringContaining(words) }]);
});

test('a batch has an outcome for each item, and a refused one does not touch the others', async () => {
  const items = [
    { dossierId: `${dossier}-1`, to: 'H1' },
    { dossierId: `${dossier}-2`, to: 'NOBODY' },
    { dossierId: 'unknown', to: 'H1' },
  ];
  const query = `mutation ($input: BatchSendInput!) { batchSend(input: $input) {
    outcomes { dossierId transfer { id state } receipt { id } error { code message } } } }`;
  const first = await graph.ask(officerOf('X1'), query, { input: { commandId: `${dossier}.b`, items } });
  expect(first).toMatchObject({
    errors: [],
    data: {
      batchSend: {
        outcomes: [
          { transfer: { state: 'IN_TRANSIT' }, error: null },
          { transfer: null, receipt: null, error: { code: 'BAD_INPUT' } },
          { transfer: null, receipt: null, error: { code: 'NOT_FOUND' } },
        ],
      },
    },
  });
  expect(await graph.ask(officerOf('X1'), query, { input: { commandId: `${dossier}.b`, items } })).toEqual(
    first,
  );
});
