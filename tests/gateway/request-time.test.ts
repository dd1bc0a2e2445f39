/** A request has its time: what no subgraph answered then is null, with an error that says so, and the rest is there. */
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startToyGateway, type ToyGateway } from './toy-gateway.js';

let gateway: ToyGateway;
beforeAll(async () => {
  gateway = await startToyGateway({ timeoutMs: 300 });
});
afterAll(() => gateway.close());

test('a subgraph that hangs leaves its own fields unanswered, and no more', async () => {
  let letGo = (): void => undefined;
  gateway.world.hold = () => new Promise((resolve) => (letGo = resolve));
  const { status, data, errors } = await gateway.ask('{ book(id: "1") { title stars } }');
  letGo();
  gateway.world.hold = () => Promise.resolve();
  expect([status, data]).toEqual([200, { book: { title: 'Số đỏ', stars: null } }]);
  expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE' } }]);
  expect(errors[0]?.message).toMatch(/within 300 ms/);
  expect((await gateway.ask('{ best { stars } }')).data).toEqual({ best: { stars: 4 } });
});

test('a body that comes too slowly is not waited for', async () => {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  socket.write(
    'POST /graphql HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
  );
  let answer = '';
  for await (const piece of socket) answer += String(piece);
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
  expect((await gateway.ask('{ best { stars } }')).data).toEqual({ best: { stars: 4 } });
});
