import { expect, test } from '@jest/globals';
import { makeHubExecutor } from '../../src/federation/execution/hub-executor.js';
import { makeLocalTransport } from '../../src/federation/local-transport.js';
import { runGraph, toRequest } from './graphs/graph-fixture.js';
import { library } from './graphs/library.js';

test('what is prepared is compiled before anybody asks', async () => {
  const compiled: string[] = [];
  const { supergraphSdl, apiSchema, subgraphs } = await runGraph(library);
  const onCompiled = (name: string): void => void compiled.push(name);
  const transport = makeLocalTransport(subgraphs, { afterHits: 100, onCompiled });
  const executor = makeHubExecutor({ supergraphSdl, apiSchema, transport, warm: transport.warm });
  const request = toRequest('{ shelves { holds { weight } } }');
  executor.prepare?.(request.document);
  const warm = [...compiled];
  const answer = await executor.execute(request);
  expect([warm.length, compiled]).toEqual([2, warm]);
  expect(answer).toEqual(await (await runGraph(library)).own.execute(request));
});
