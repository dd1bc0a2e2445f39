/** A network in one process: passes connections on to a port, late, torn, silent or not at all, as a test says. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** How the network behaves towards connections, new and old. */
export type Weather =
  | 'FAIR'
  /** Everything arrives, later. */
  | 'SLOW'
  /** Connections are taken and nothing ever comes back: half open. */
  | 'SILENT'
  /** Connections are torn. */
  | 'TORN'
  /** What is asked arrives; the connection is torn instead of the answer: the effect is there and nobody hears of it. */
  | 'DEAF';

/** A proxy. */
export interface TcpProxy {
  port: number;
  /** From now on; connections under way are torn where the weather is TORN. */
  setWeather(weather: Weather): void;
  /** Where it passes on to: a server that came back elsewhere. */
  setTarget(port: number): void;
  close(): Promise<void>;
}

const slowMs = 150;

/** Starts a proxy in front of a local port. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let target = targetPort;
  let weather: Weather = 'FAIR';

  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on('data', (bytes) => pass(bytes, { to: other, isAnswer: one === upstream }));
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    if (weather === 'TORN') client.resetAndDestroy();
  });

  function pass(bytes: Buffer, { to, isAnswer }: { to: Socket; isAnswer: boolean }): void {
    if (weather === 'SILENT') return;
    if (weather === 'DEAF' && isAnswer) to.resetAndDestroy();
    else if (weather === 'SLOW') setTimeout(() => to.write(bytes), slowMs);
    else to.write(bytes);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    setWeather(next) {
      weather = next;
      if (next === 'TORN') for (const socket of sockets) socket.resetAndDestroy();
    },
    setTarget(port) {
      target = port;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
