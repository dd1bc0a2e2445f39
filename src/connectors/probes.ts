/** How a connector's probes are run: one after the other until one fails, since what follows would fail for the same reason. */
import { lookup } from 'node:dns/promises';
import type { z } from 'zod';
import { toMessage } from '../errors.js';
import type { Probe } from './connector.js';

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

/** Whether the host of an address is known. */
export function probeHost(url: string, variable: string): ProbeStep {
  const run = (): Promise<null> => lookup(new URL(url).hostname).then(() => null);
  return { name: 'dns', run, advice: `check the host of ${variable}` };
}

/** What is wrong with the first item, by field; null where it is as promised, or there is none. */
export function findFault(shape: z.ZodType, items: readonly unknown[]): string | null {
  const parsed = items.length === 0 ? null : shape.safeParse(items[0]);
  if (parsed === null || parsed.success) return null;
  return `wrong fields: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`;
}
