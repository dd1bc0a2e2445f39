/** How a connector's probes are run: one after the other until one fails, since what follows would fail for the same reason. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { z } from 'zod';
import { toMessage } from '../errors.js';
import type { Probe, ReadContext } from './connector.js';

/** How far the clocks of hub and source may be apart: what was committed late is read again for minutes, not for more. */
const mostSkewMs = 5 * 60_000;

/** One probe: says what is wrong, or throws, or is content with null; and what to do then. */
export interface ProbeStep {
  name: Probe['name'];
  run(): Promise<string | null>;
  advice: string;
}

/** Runs them. @param of what is asked: the setting with its address */
export async function runProbes(of: string, steps: readonly ProbeStep[]): Promise<Probe[]> {
  const probes: Probe[] = [];
  for (const { name, run, advice } of steps) {
    const fault = await run().catch(toMessage);
    probes.push({ of, name, ok: fault === null, advice: fault === null ? '' : `${fault}; ${advice}` });
    if (fault !== null) break;
  }
  return probes;
}

/** Whether the host of an address is known and, where the address is one of HTTPS, shows a certificate that is good for it. */
export function probeAddress(url: string, variable: string, signal: AbortSignal): ProbeStep[] {
  const { protocol, hostname, port } = new URL(url);
  const dns: ProbeStep = {
    name: 'dns',
    run: () => lookup(hostname).then(() => null),
    advice: `check the host of ${variable}`,
  };
  const tls: ProbeStep = {
    name: 'tls',
    run: () => shakeHands({ host: hostname, port: Number(port || 443) }, signal),
    advice: 'have the source renew its certificate, or name its authority in NODE_EXTRA_CA_CERTS',
  };
  return protocol === 'https:' ? [dns, tls] : [dns];
}

async function shakeHands(to: { host: string; port: number }, signal: AbortSignal): Promise<null> {
  // A certificate may be one of several the host has: it is asked for by name, which an address is not.
  const socket = connect({ ...to, ...(isIP(to.host) === 0 ? { servername: to.host } : {}) });
  try {
    await once(socket, 'secureConnect', { signal });
    return null;
  } finally {
    socket.destroy();
  }
}

/** Whether the source's clock goes with the hub's, by the date its answers bear; the last step, since nothing else hangs on it. */
export function probeClock(
  url: string,
  { http, now, signal }: Pick<ReadContext<unknown>, 'http' | 'now' | 'signal'>,
): ProbeStep {
  const run = async (): Promise<string | null> => {
    const at = await http.fetchDate({ url, operation: 'clock', signal });
    if (at === null) return 'expected an answer with a Date, came one without';
    const skewMs = at.getTime() - now().getTime();
    const side = skewMs < 0 ? 'behind' : 'ahead of';
    return Math.abs(skewMs) <= mostSkewMs
      ? null
      : `the source's clock is ${Math.round(Math.abs(skewMs) / 1000)} s ${side} the hub's`;
  };
  return {
    name: 'clock',
    run,
    advice: 'have both set by a time server: by times that are wrong, changes are missed',
  };
}

/** What is wrong with the first item, by field; null where it is as promised, or there is none. */
export function findFault(shape: z.ZodType, items: readonly unknown[]): string | null {
  const parsed = items.length === 0 ? null : shape.safeParse(items[0]);
  if (parsed === null || parsed.success) return null;
  return `wrong fields: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`;
}
