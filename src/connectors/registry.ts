/** Every source the hub reads: one line each. */
import type { Connector } from './connector.js';
import { onestop } from './onestop/index.js';

/** A connector whose settings are its own business. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry's side of the contract's generic edge
export type AnyConnector = Connector<any>;

export const connectors: readonly AnyConnector[] = [onestop];
