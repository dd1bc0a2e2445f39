/** What is refused, with its code and its words, over the real store: and nothing is changed by it. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Command } from '../../src/dossiers/command.js';
import { runCommand } from '../../src/dossiers/run-command.js';
import type { ErrorCode } from '../../src/errors.js';
import { openExchange, toCommand, type ExchangeSetting } from './exchange-setting.js';

let setting: ExchangeSetting;
let dossier = '';
let count = 0;
/** Of the transfer to H1, delivered. */
let transfer = '';

beforeAll(async () => {
  setting = await openExchange();
});
afterAll(() => setting.close());

/** A dossier X1 sent to H1, which has it and has not answered. */
beforeEach(async () => {
  dossier = `d-bad-${(count += 1)}`;
  const { state } = await runCommand(
    toCommand('SEND', { to: 'H1', dueAt: null }, { dossier, command: `officer sent-${dossier}` }),
    setting.parts,
  );
  transfer = state.transfers.at(-1)?.id ?? '';
});

const accept = (given: object = {}): Command =>
  toCommand('ACCEPT', { transfer }, { dossier, agency: 'H1', ...given });
/** Held by H1, for what only a holder may do. */
const held = (): Promise<unknown> => runCommand(accept(), setting.parts);
const sendOn = (to: string, given: object = {}): Command =>
  toCommand('SEND', { to, dueAt: null }, { dossier, agency: 'H1', ...given });

test.each<[string, () => Promise<Command> | Command, ErrorCode, RegExp]>([
  [
    'an unknown agency',
    () => held().then(() => sendOn('H9')),
    'BAD_INPUT',
    /^to: the directory knows no agency H9/,
  ],
  [
    'an agency that ended',
    () => held().then(() => sendOn('OLD')),
    'BAD_INPUT',
    /^to: agency OLD existed from .* to 2018-12-31/,
  ],
  [
    'the own agency',
    () => held().then(() => sendOn('H1')),
    'BAD_INPUT',
    /^to: agency H1 holds the dossier itself/,
  ],
  [
    'a level that hands nothing over to the other',
    () => held().then(() => sendOn('H2')),
    'BAD_INPUT',
    /^to: level DISTRICT does not hand/,
  ],
  [
    'a dossier somebody else holds',
    () => held().then(() => sendOn('S1', { agency: 'X1' })),
    'FORBIDDEN',
    /only its holder, H1/,
  ],
  [
    'a dossier there is not',
    () => sendOn('S1', { dossier: 'none' }),
    'NOT_FOUND',
    /no dossier with the id none/,
  ],
  [
    'a transfer that is answered',
    () => held().then(() => accept()),
    'CONFLICT',
    /was accepted at .*; nothing is left to do/,
  ],
  [
    'a transfer there is not',
    () => toCommand('ACCEPT', { transfer: 'trf_9' }, { dossier, agency: 'H1' }),
    'NOT_FOUND',
    /no transfer trf_9/,
  ],
  [
    'a transfer that goes to another',
    () => accept({ agency: 'H2' }),
    'FORBIDDEN',
    /only the receiver of its transfer, H1/,
  ],
  ['a stale epoch', () => accept({ expectedEpoch: 7 }), 'CONFLICT', /^epoch: expected 1, got 7/],
  [
    'a command id used for something else',
    () => accept({ command: `officer sent-${dossier}` }),
    'CONFLICT',
    /^commandId: it was used before with another body/,
  ],
  [
    'a clock far behind',
    () => accept({ claimedAt: '2026-11-20T03:00:00.000Z' }),
    'BAD_INPUT',
    /^claimedAt: 120 hours behind/,
  ],
  [
    'a clock far ahead',
    () => accept({ claimedAt: '2026-12-25T03:00:00.000Z' }),
    'BAD_INPUT',
    /^claimedAt: 720 hours ahead of/,
  ],
  [
    'a due date in the past',
    () => toCommand('EXTEND', { dueAt: '2026-11-01T03:00:00.000Z' }, { dossier }),
    'BAD_INPUT',
    /^dueAt: expected an instant after now/,
  ],
])('%s is refused, and nothing is changed', async (_, make, code, words) => {
  const command = await make();
  const { events } = setting.parts.store;
  const before = await events.findByDossier(dossier);
  await expect(runCommand(command, setting.parts)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(words),
  });
  // The one who answers has it: that delivery is a fact of its own, whatever becomes of the answer.
  const after = await events.findByDossier(dossier);
  expect(after.filter(({ core }) => core.type !== 'DELIVERED')).toEqual(
    before.filter(({ core }) => core.type !== 'DELIVERED'),
  );
});
