/** Graphs whose subgraphs answer what a test says, whatever they are asked. */
import { buildSchema, type ExecutionResult } from 'graphql';
import { composeSupergraph } from '../../../src/federation/compose.js';
import { makeHubExecutor } from '../../../src/federation/execution/hub-executor.js';
import type { PlanExecutor, SubgraphTransport } from '../../../src/federation/plan-executor.js';

/** Begins an SDL of federation. */
export const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
  import: ["@key", "@external", "@requires", "@shareable", "@inaccessible"])\n`;

/** An executor over subgraphs of these SDL texts; each answers everything alike. */
export function makeScripted(sdl: Record<string, string>, answers: Record<string, unknown>): PlanExecutor {
  const subgraphs = Object.entries(sdl).map(([name, text]) => ({ name, typeDefs: link + text }));
  const { supergraphSdl, apiSdl } = composeSupergraph(subgraphs);
  const transport: SubgraphTransport = async (name) => Promise.resolve(answers[name] as ExecutionResult);
  return makeHubExecutor({ supergraphSdl, apiSchema: buildSchema(apiSdl), transport });
}
