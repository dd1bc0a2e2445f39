/** Apollo Server as this hub runs it: behind our own executor, silent about itself, bounded in what it reads. */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '../logger.js';
import { makeApolloGateway } from './apollo-gateway.js';
import { formatError } from './error-body.js';
import { graphExecutionPlugin } from './graph-execution.js';
import type { OperationSeen } from './graph-metrics.js';
import { costExtensionPlugin } from './cost-extension.js';
import type { GatewayRequest } from './gateway-request.js';
import { jsonStatusPlugin } from './json-status.js';
import type { LiveGraph } from './live-graph.js';
import { makeKeptDocuments } from './kept-documents.js';
import { makeLimitsRule, mostOperationTokens } from './operation-limits.js';
import { makePersistedOperations, type TrustSettings } from './persisted-operations.js';
import { requestLogPlugin } from './request-log.js';

/** What Apollo Server is made of. */
export interface ApolloParts {
  graph: LiveGraph;
  mode: 'demo' | 'production';
  log: Logger;
  trust: TrustSettings;
  /** Told of every operation that was answered. */
  onAnswered(seen: OperationSeen): void;
  /** Stops the HTTP server, once Apollo is asked to stop. */
  drain: ApolloServerPlugin<GatewayRequest>;
}

/** Makes the server, not yet started. The document store stays on: plans are kept by the document's identity. */
export function makeApolloServer({
  mode,
  log,
  trust,
  onAnswered,
  drain,
  graph,
}: ApolloParts): ApolloServer<GatewayRequest> {
  const isDemo = mode === 'demo';
  return new ApolloServer<GatewayRequest>({
    gateway: makeApolloGateway(graph),
    introspection: isDemo,
    hideSchemaDetailsFromClientErrors: !isDemo,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    documentStore: makeKeptDocuments(),
    persistedQueries: { cache: makePersistedOperations(trust) },
    parseOptions: { maxLexicalTokens: mostOperationTokens },
    maxRecursiveSelections: true,
    validationRules: [makeLimitsRule(graph.ownersOf)],
    stopOnTerminationSignals: false,
    formatError,
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      graphExecutionPlugin(graph),
      requestLogPlugin(onAnswered),
      jsonStatusPlugin(),
      ...(isDemo ? [costExtensionPlugin(graph.ownersOf)] : []),
      drain,
    ],
  });
}
