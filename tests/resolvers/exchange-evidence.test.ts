/** What the exchange proves and tells: receipts with their proofs, the timeline, movements. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sealLog } from '../../src/dossiers/seal-log.js';
import { sweep } from '../../src/dossiers/sweep.js';
import { isProven, readProof, verifyProof } from '../../src/evidence/proof.js';
import { officerOf, openExchangeGraph, type ExchangeGraph } from './exchange-graph.js';

let graph: ExchangeGraph;
let dossiers = 0;
let dossier = '';

beforeAll(async () => {
  graph = await openExchangeGraph();
});
afterAll(() => graph.close());
// Custody is for ever and a command id is one for all dossiers: each test has a dossier and ids of its own.
beforeEach(() => {
  dossier = `d-evidence-${(dossiers += 1)}`;
});

describe('evidence', () => {
  test('comes with the receipt: a proof file that verifies without the hub', async () => {
    const transferId = await graph.send(dossier);
    await sealLog(graph.setting.seal);
    graph.setting.wait(61_000);
    await sealLog(graph.setting.seal);
    const events = await graph.setting.parts.store.events.findByDossier(dossier);
    const id = (events.at(-1)?.id ?? '').replace('evt_', 'rcp_');
    const { data, errors } = await graph.ask(
      null,
      `query Evidence($receipt: ID!) { receipt(id: $receipt) { id kind signedAt jws
         inclusionProof { index size hashes } checkpoint { size root jws } proof } }`,
      { receipt: id },
    );
    expect(errors).toEqual([]);
    const { receipt } = data as { receipt: { kind: string; proof: string } };
    expect(receipt).toMatchObject({ id, kind: 'SENT', inclusionProof: { index: expect.any(Number) } });
    expect(isProven(await verifyProof(readProof(receipt.proof), graph.setting.keys))).toBe(true);
    expect(transferId).toMatch(/^trf_/);
  });

  test('a receipt nobody gave is null', async () => {
    expect(await graph.ask(null, '{ receipt(id: "rcp_none") { id } }')).toEqual({
      data: { receipt: null },
      errors: [],
    });
  });
});

test('the timeline says it in words a citizen understands', async () => {
  const transferId = await graph.send(dossier);
  await graph.mutate(officerOf('H1'), 'acceptDossier', { commandId: `${dossier}.t`, transferId });
  const { data } = await graph.ask(
    null,
    'query ($id: ID!) { transfer(id: $id) { dossier { clock { state hours { agency { code } workingMinutes } } timeline { text } events { nodes { seq type hash } } } } }',
    { id: transferId },
  );
  expect(data).toMatchObject({
    transfer: {
      dossier: {
        clock: { state: 'RUNNING', hours: [{ agency: { code: 'X1' } }] },
        timeline: [
          { text: 'UBND xã Đông tiếp nhận hồ sơ, hẹn trả kết quả 17:00 ngày 15/12/2026' },
          { text: 'UBND xã Đông chuyển hồ sơ đến UBND huyện Thử' },
          { text: 'Hồ sơ đã đến hệ thống của UBND huyện Thử' },
          { text: 'UBND huyện Thử tiếp nhận và đang giải quyết hồ sơ' },
        ],
        events: { nodes: [{ seq: 1 }, { seq: 2 }, { seq: 3 }, { seq: 4, type: 'ACCEPTED' }] },
      },
    },
  });
});

test('a movement reads the same for ever', async () => {
  const transferId = await graph.send(dossier);
  const sent = (await graph.setting.parts.store.events.findByDossier(dossier)).at(-1);
  const query =
    'query ($event: ID!) { movement(event: $event) { type transfer { id state } dossier { id } at } }';
  const before = await graph.ask(null, query, { event: sent?.id });
  await graph.mutate(officerOf('H1'), 'acceptDossier', { commandId: `${dossier}.m`, transferId });
  await sweep(graph.setting.parts);
  expect(before).toMatchObject({
    errors: [],
    data: {
      movement: { type: 'SENT', transfer: { id: transferId, state: 'IN_TRANSIT' }, dossier: { id: dossier } },
    },
  });
  expect(await graph.ask(null, query, { event: sent?.id })).toEqual(before);
});
