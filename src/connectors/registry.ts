/** Every source the hub reads: one line each. */
import type { AnyStream, Connector } from './connector.js';
import { dropfolder } from './dropfolder/index.js';
import { onestop } from './onestop/index.js';
import { office } from './office/index.js';

/** A connector whose settings are its own business. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry's side of the contract's generic edge
export type AnyConnector = Connector<any>;

export const connectors: readonly AnyConnector[] = [onestop, dropfolder, office];

/** A stream by its source's name and its own; null where no connector has it. */
export function findStream(
  among: readonly AnyConnector[],
  { source, stream }: { source: string; stream: string },
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
): AnyStream<any> | null {
  const connector = among.find(({ name }) => name === source);
  return connector?.streams.find(({ name }) => name === stream) ?? null;
}
