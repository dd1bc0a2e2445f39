/** The conformance kit: a good receiver passes every case, and each kind of bad one fails the case that is about it. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeKitKeys, runConformance } from '../../src/cli/conformance.js';
import { toPublishedKey } from '../../src/evidence/keys.js';
import { startHttpNode, type HttpNode, type NodeCall } from '../../simulators/http-node.js';
import { makeMisbehaviours } from '../../simulators/misbehave.js';
import { makeReceiver, receiverPath, type Receiver } from '../../simulators/receiver.js';
import type { Reply } from '../../simulators/replies.js';
import { makeSigningKey } from '../dossiers/exchange-setting.js';

const kit = makeKitKeys();
const nodeKey = makeSigningKey('node');
const nodes: HttpNode[] = [];

afterEach(async () => {
  for (const node of nodes.splice(0)) await node.close();
});

/** Starts a receiver; `spoil` turns a good one into a bad one. */
async function judge(
  spoil: (receive: Receiver['receive'], call: NodeCall) => Promise<Reply> = (receive, call) => receive(call),
): Promise<{ failed: string[]; exitCode: number }> {
  const receiver = makeReceiver({
    name: 'district',
    hub: 'lien-thong',
    hubKeys: () => Promise.resolve([toPublishedKey(kit.key), toPublishedKey(kit.expiredKey)]),
    key: nodeKey,
    serves: (agency) => agency === 'H1',
    now: () => new Date(),
  });
  const node = await startHttpNode({
    host: '127.0.0.1',
    port: 0,
    control: false,
    misbehaviours: makeMisbehaviours(),
    answer: (call) => spoil((given) => receiver.receive(given), call),
  });
  nodes.push(node);
  const options = {
    ...kit,
    url: `${node.url}${receiverPath}`,
    node: 'district',
    hub: 'lien-thong',
    agency: 'H1',
  };
  const { lines, exitCode } = await runConformance(options, [toPublishedKey(nodeKey)]);
  return { failed: lines.flatMap((line) => /^FAIL {2}([^:]+):/.exec(line)?.[1] ?? []), exitCode };
}

test('the receiver of the simulators passes every case', async () => {
  expect(await judge()).toEqual({ failed: [], exitCode: 0 });
});

describe('a bad receiver fails the case that is about it', () => {
  const ok = { status: 200, body: JSON.stringify({ receipt: 'made up' }) };

  test('that answers everything alike', async () => {
    const { failed, exitCode } = await judge(() => Promise.resolve(ok));
    expect(exitCode).toBe(1);
    expect(failed).toEqual(
      expect.arrayContaining([
        'accept',
        'same id, other body',
        'wrong hash',
        'expired key',
        'skewed clock',
        'unknown agency',
      ]),
    );
    expect(failed).not.toContain('duplicate');
  });

  test('that signs a repeated message anew', async () => {
    const { failed } = await judge(async (receive, call) => {
      // A blank more in the body of the answer is another receipt to who compares them.
      const reply = await receive(call);
      const { receipt } = JSON.parse(reply.body) as { receipt?: string };
      return receipt === undefined
        ? reply
        : {
            ...reply,
            body: JSON.stringify({ receipt: `${receipt}${' '.repeat(Math.ceil(Math.random() * 1e6) % 97)}` }),
          };
    });
    expect(failed).toEqual(expect.arrayContaining(['duplicate', 'duplicates at once']));
  });

  test('that is down', async () => {
    const { failed } = await judge(() => Promise.resolve({ status: 503, body: '{}' }));
    expect(failed).toEqual(
      expect.arrayContaining(['accept', 'duplicate', 'timeout after effect', 'unknown agency']),
    );
  });
});
