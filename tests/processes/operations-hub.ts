/** A hub over a small one-stop, gateway and worker in this process, once everything is read; with what its operators ask it. */
import { startGateway, startWorker } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { connectors } from '../../src/connectors/registry.js';
import type { DemoTokens } from '../../src/gateway/demo-tokens.js';
import { makeLogger } from '../../src/logger.js';
import { openStore, type Store } from '../../src/store/store.js';
import { askGraph, makeHubVariables, startSampleOnestop, toDossiers, until } from './hub-settings.js';

const log = makeLogger('test', 'silent');

/** Dossiers of its one-stop, all of them the district's. */
export const dossierCount = 12;

interface Answer {
  data: Record<string, Record<string, unknown>> | null;
  errors?: { message: string; extensions: { code: string } }[];
}

/** The hub. */
export interface OperationsHub {
  url: string;
  tokens: DemoTokens;
  store: Store;
  ask(query: string, variables: object, token?: string): Promise<Answer>;
  close(): Promise<void>;
}

/** Starts it. */
export async function startOperationsHub(): Promise<OperationsHub> {
  const onestop = await startSampleOnestop(toDossiers(dossierCount));
  const { env, tokens } = await makeHubVariables(onestop.urls);
  const store = await openStore(env['MONGODB_URI'] ?? '');
  const config = readConfig(env, connectors);
  const gateway = await startGateway(config, log);
  const worker = await startWorker(config, log);
  const { url } = gateway;
  const ask = (query: string, variables: object, token?: string): Promise<Answer> =>
    askGraph(url, { query, variables, token });
  await until(
    () => ask('{ dossiers(first: 50) { totalCount } }', {}),
    ({ data }) => data?.['dossiers']?.['totalCount'] === dossierCount,
  );
  return {
    ...{ url, tokens, store, ask },
    async close() {
      for (const one of [worker, gateway, store, onestop]) await one.close();
    },
  };
}
