/** The whole graph over an exchange of its own, and callers who give it commands. Every question is a request of its own. */
import type { Principal } from '../../src/principal.js';
import { openExchange, type ExchangeSetting } from '../dossiers/exchange-setting.js';
import { buildSubgraphs, makeAskGraph, makeContext, makePrincipal, type Answer } from './test-graph.js';

/** What a mutation is given. */
export type Input = Record<string, unknown> & { commandId: string };

/** The graph, and what a test does with it. */
export interface ExchangeGraph {
  setting: ExchangeSetting;
  close(): Promise<void>;
  ask(caller: Principal | null, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  mutate(caller: Principal | null, field: string, input: Input): Promise<Answer>;
  /** The commune X1 sends a dossier of its own to the district H1. @returns the transfer's id. */
  send(dossier: string): Promise<string>;
}

/** An officer of an agency who may do everything with its dossiers. */
export function officerOf(agency: string): Principal {
  return makePrincipal({
    sub: `officer-${agency}`,
    agency,
    scopes: ['dossier:transfer', 'dossier:personal'],
  });
}

const payload = `dossier { holder { code } custody { epoch } }
  transfer { id state from { code } to { code } sentAt answeredAt } receipt { id kind signedAt jws }`;

/** Opens graph and exchange. */
export async function openExchangeGraph(): Promise<ExchangeGraph> {
  const askGraph = makeAskGraph(await buildSubgraphs());
  const setting = await openExchange();
  const { parts, seal, keys } = setting;
  const papers = { findMissing: (_: string, hashes: readonly string[]) => Promise.resolve([...hashes]) };
  const exchange = { parts, sealedLog: seal, papers, publishedKeys: () => Promise.resolve(keys) };
  const ask: ExchangeGraph['ask'] = (caller, query, variables = {}) =>
    askGraph(query, variables, makeContext(caller, { exchange }).context);
  const mutate: ExchangeGraph['mutate'] = (caller, field, input) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    return ask(caller, `mutation ($input: ${type}!) { ${field}(input: $input) { ${payload} } }`, { input });
  };
  return {
    setting,
    async close() {
      await askGraph.close();
      await setting.close();
    },
    ask,
    mutate,
    async send(dossier) {
      const input = { commandId: `send-${dossier}`, dossierId: dossier, to: 'H1' };
      const { data } = await mutate(officerOf('X1'), 'sendDossier', input);
      return (data as { sendDossier: { transfer: { id: string } } }).sendDossier.transfer.id;
    },
  };
}
