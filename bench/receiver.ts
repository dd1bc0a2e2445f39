/** A receiver in a process of its own, so that what it costs is not counted as the hub's: `receiver.ts HUB_KEYS NODE_KEYS`. */
import { readFileSync } from 'node:fs';
import { readPublishedKeys, readSigningKeys } from '../src/evidence/keys.js';
import { startHttpNode } from '../simulators/http-node.js';
import { makeMisbehaviours } from '../simulators/misbehave.js';
import { makeReceiver, receiverPath } from '../simulators/receiver.js';

const [hubKeysFile = '', nodeKeysFile = ''] = process.argv.slice(2);
const hubKeys = readPublishedKeys(readFileSync(hubKeysFile, 'utf8'));
const [key] = readSigningKeys(readFileSync(nodeKeysFile, 'utf8'));
if (key === undefined) throw new Error('expected a key to sign receipts with');
const receiver = makeReceiver({
  name: 'bench',
  hub: 'bench-hub',
  hubKeys: () => Promise.resolve(hubKeys),
  key,
  serves: () => true,
  now: () => new Date(),
});
const node = await startHttpNode({
  host: '127.0.0.1',
  port: 0,
  control: false,
  misbehaviours: makeMisbehaviours(),
  answer: (call) => receiver.receive(call),
});
process.stdout.write(`${node.url}${receiverPath}\n`);
// Its bench is gone: so is it.
process.stdin.on('end', () => process.exit(0)).resume();
