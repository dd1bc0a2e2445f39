/** Sealing over the real store: leaves without gap, checkpoints that follow from each other, an altered event found. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { auditLog } from '../../src/dossiers/audit-log.js';
import { runCommand } from '../../src/dossiers/run-command.js';
import { findConsistency, findEventProof, sealLog } from '../../src/dossiers/seal-log.js';
import { verifyConsistency } from '../../src/evidence/merkle.js';
import { isProven, verifyProof, type ReceiptProof } from '../../src/evidence/proof.js';
import type { DossierEvent } from '../../src/records/dossier-event.js';
import { openExchange, toCommand, type ExchangeSetting } from './exchange-setting.js';

let exchange: ExchangeSetting;

beforeEach(async () => {
  exchange = await openExchange();
});

afterEach(async () => {
  await exchange.close();
});

/** Sends some dossiers: two events each, the opening and the sending. */
async function sendDossiers(...dossiers: string[]): Promise<DossierEvent[]> {
  const sent: DossierEvent[] = [];
  for (const dossier of dossiers) {
    const { event } = await runCommand(
      toCommand('SEND', { to: 'H1', dueAt: null }, { dossier }),
      exchange.parts,
    );
    sent.push(event);
  }
  return sent;
}

async function toProof(event: DossierEvent): Promise<ReceiptProof> {
  const found = await findEventProof(event.id, exchange.seal);
  if (found === null || event.receipt === null) throw new Error('nothing proves the event yet');
  const { core, prev } = event;
  return { receipt: event.receipt, event: { core, prev }, ...found, keys: exchange.keys };
}

function auditParts() {
  return { ...exchange.seal, events: exchange.parts.store.events };
}

describe('I11: every event has a leaf, every checkpoint follows from the one before', () => {
  test('events get leaves without gap, once, over any number of sealings', async () => {
    await sendDossiers('d1', 'd2');
    expect(await sealLog(exchange.seal)).toBe(4);
    expect(await sealLog(exchange.seal)).toBe(0);
    await sendDossiers('d3');
    expect(await sealLog(exchange.seal)).toBe(2);
    const leaves = await exchange.seal.merkleLog.findLeavesFrom(0, 100);
    expect(leaves.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(new Set(leaves.map(({ event }) => event)).size).toBe(6);
  });

  test('a checkpoint is signed at once, then as often as is set, and each begins with the one before', async () => {
    await sendDossiers('d1');
    await sealLog(exchange.seal);
    await sendDossiers('d2');
    await sealLog(exchange.seal);
    expect(await exchange.seal.checkpoints.findFrom(0, 10)).toHaveLength(1);
    exchange.wait(60_000);
    await sealLog(exchange.seal);
    const [first, second] = await exchange.seal.checkpoints.findFrom(0, 10);
    expect([first?.size, second?.size]).toEqual([2, 4]);
    const hashes = await findConsistency(2, 4, exchange.seal.merkleLog);
    const claim = { oldSize: 2, oldRoot: first?.root ?? '', newSize: 4, newRoot: second?.root ?? '', hashes };
    expect(verifyConsistency(claim)).toBe(true);
  });

  test('two processes that seal at once give each event one leaf', async () => {
    await sendDossiers(...Array.from({ length: 12 }, (_, n) => `d${n}`));
    await Promise.allSettled([sealLog(exchange.seal), sealLog(exchange.seal), sealLog(exchange.seal)]);
    await sealLog(exchange.seal);
    const leaves = await exchange.seal.merkleLog.findLeavesFrom(0, 100);
    expect(leaves.map(({ index }) => index)).toEqual(Array.from({ length: 24 }, (_, n) => n));
    expect(new Set(leaves.map(({ event }) => event)).size).toBe(24);
  });

  test('a crash between leaf and mark, or leaf and nodes, is mended by the next sealing', async () => {
    await sendDossiers('d1', 'd2');
    const dead = {
      ...exchange.seal,
      events: { ...exchange.seal.events, markSettled: () => Promise.reject(new Error('killed')) },
    };
    await expect(sealLog(dead)).rejects.toThrow('killed');
    await exchange.connection.collection('log_nodes').deleteMany({});
    await sendDossiers('d3');
    exchange.wait(60_000);
    expect(await sealLog(exchange.seal)).toBe(2);
    expect(await auditLog(auditParts())).toEqual({ leaves: 6, checkpoints: 1, faults: [] });
  });
});

describe('I12: a receipt verifies offline', () => {
  test('with its place in the log and the checkpoint over it', async () => {
    const [event] = await sendDossiers('d1', 'd2', 'd3');
    await sealLog(exchange.seal);
    const steps = await verifyProof(await toProof(event as DossierEvent), exchange.keys);
    expect(steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(isProven(steps)).toBe(true);
  });

  test('nothing proves an event no checkpoint covers yet', async () => {
    const [event] = await sendDossiers('d1');
    expect(await findEventProof(event?.id ?? '', exchange.seal)).toBeNull();
  });
});

describe('one changed byte of one old event', () => {
  async function alter(change: object): Promise<void> {
    const events = exchange.connection.collection('dossier_events');
    const { matchedCount } = await events.updateOne({ d: 'd2', seq: 2 }, { $set: change });
    expect(matchedCount).toBe(1);
  }

  beforeEach(async () => {
    await sendDossiers('d1', 'd2', 'd3');
    await sealLog(exchange.seal);
  });

  test('is found and the event named', async () => {
    await alter({ 'core.body.to': 'H2' });
    const { faults } = await auditLog(auditParts());
    expect(faults.map(({ where }) => where)).toEqual(['d2 event 2']);
  });

  test('also when its hash was made to fit', async () => {
    await alter({ hash: 'b'.repeat(64) });
    const { faults } = await auditLog(auditParts());
    expect(new Set(faults.map(({ where }) => where))).toEqual(new Set(['d2 event 2']));
  });

  test('also when its leaf was made to fit as well: the signed root does not', async () => {
    await exchange.connection
      .collection('log_batches')
      .updateOne({ _id: 0 as never }, { $set: { 'hashes.3': 'c'.repeat(64) } });
    const { faults } = await auditLog(auditParts());
    expect(faults.map(({ where }) => where)).toContain('checkpoint 6');
  });
});
