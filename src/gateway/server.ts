/**
 * The gateway: Apollo Server on Fastify in front of a plan executor, with authentication, limits, masking, health pages
 * and the playground around it. It is given everything it uses; app.ts constructs.
 */
import type { ApolloServer } from '@apollo/server';
import websocket from '@fastify/websocket';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import {
  fastify,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RouteHandlerMethod,
} from 'fastify';
import { HubError } from '../errors.js';
import { makeApolloServer, type ApolloParts } from './apollo-server.js';
import { answerBatch } from './batch.js';
import { withRequestId } from './error-body.js';
import type { GatewayRequest } from './gateway-request.js';
import { addHealthRoutes, type HealthChecks } from './health.js';
import { addErrorHandlers } from './http-errors.js';
import { listen, type ListenAddress, type RunningServer } from './listen.js';
import type { Tracing } from '../trace.js';
import { addVerifyPage } from './verify-page.js';
import { addPlaygroundAssets, sendPlayground, wantsPage } from './playground.js';
import { checkPersistedRequest } from './persisted-operations.js';
import { makeRequestContext, type ContextParts } from './request-context.js';
import { makeSubscriptionEvents, wantsEvents } from './subscription-events.js';
import { makeSubscriptionSocket, mostMessageBytes } from './subscription-socket.js';
import type { SubscriptionParts } from './subscription-stream.js';
import { requestIdHeader, toRequestId } from './request-id.js';
import { signalOf } from './request-signal.js';

const graphPath = '/graphql';

/** Largest request body that is read. */
const bodyLimitBytes = 512 * 1024;

/** What the gateway is made of. */
export interface GatewayParts extends ListenAddress, SubscriptionParts {
  health: HealthChecks;
  /** Told of every operation that was answered. */
  onAnswered: ApolloParts['onAnswered'];
  tracing: Tracing;
  /** Addresses of proxies whose word on a client's address is believed, with commas between. */
  trustedProxies?: string | undefined;
  /** Adds what is served beside the graph. */
  addRoutes(server: FastifyInstance): void;
}

/**
 * Starts the gateway; rejects with BAD_INPUT where the port is taken.
 * @returns its address without `/graphql`, and `close`, which lets requests under way finish (10 s at most)
 */
export async function startGateway(parts: GatewayParts): Promise<RunningServer> {
  const { mode, log } = parts;
  const server = fastify({
    ...{ logger: false, genReqId: toRequestId, bodyLimit: bodyLimitBytes },
    // A request must have come whole within the time it may take. Node takes the shorter of both times for headers.
    requestTimeout: parts.timeoutMs,
    http: {
      headersTimeout: parts.timeoutMs,
      connectionsCheckingInterval: Math.ceil(parts.timeoutMs / 5),
    },
    trustProxy: parts.trustedProxies ?? false,
  });
  const apollo = makeApolloServer({ ...parts, drain: fastifyApolloDrainPlugin(server) });
  await apollo.start();
  try {
    addRequestHooks(server);
    addErrorHandlers(server, log);
    addHealthRoutes(server, parts.health, log);
    if (mode === 'demo') addPlaygroundAssets(server);
    addVerifyPage(server);
    parts.addRoutes(server);
    await addGraphRoute(server, makeAnswer(apollo, parts), parts);
    return { url: await listen(server, parts), close: async () => apollo.stop() };
  } catch (thrown) {
    await apollo.stop();
    throw thrown;
  }
}

/** Answers an operation, or a list of them. */
function makeAnswer(
  apollo: ApolloServer<GatewayRequest>,
  parts: ContextParts & Pick<GatewayParts, 'tracing'>,
): RouteHandlerMethod {
  const makeContext = makeRequestContext(parts);
  const answerOne = fastifyApolloHandler(apollo, { context: makeContext });
  const { traceRequest } = parts.tracing;
  const answer: RouteHandlerMethod = function (request, reply) {
    if (!Array.isArray(request.body)) return answerOne.call(this, request, reply);
    const signal = signalOf(reply, parts.timeoutMs);
    return answerBatch(request, reply, {
      apollo,
      makeContext: async (one) => makeContext(one, reply, signal),
    });
  };
  return function (request, reply) {
    const { id, headers } = request;
    const traced = { name: 'request', facts: { 'request.id': id }, headers };
    return traceRequest(traced, () => answer.call(this, request, reply));
  };
}

/** Queries and mutations over HTTP, the playground for a browser, subscriptions for who upgrades to WebSocket or asks for events. */
async function addGraphRoute(
  server: FastifyInstance,
  answer: RouteHandlerMethod,
  parts: SubscriptionParts,
): Promise<void> {
  await server.register(websocket, { options: { maxPayload: mostMessageBytes } });
  const preHandler = (request: FastifyRequest, _: FastifyReply, done: () => void): void => {
    checkPersistedRequest(request, parts.trust);
    done();
  };
  const answerEvents = makeSubscriptionEvents(server, parts);
  server.route({
    method: 'GET',
    url: graphPath,
    preHandler,
    wsHandler: makeSubscriptionSocket(parts),
    handler(request, reply) {
      if (wantsEvents(request)) return answerEvents(request, reply);
      if (!wantsPage(request)) return answer.call(this, request, reply);
      if (parts.mode === 'demo') return sendPlayground(reply);
      throw new HubError(
        'NOT_FOUND',
        'there is no playground in production mode; send operations as POST /graphql',
      );
    },
  });
  server.route({
    method: ['POST', 'OPTIONS'],
    url: graphPath,
    preHandler,
    handler(request, reply) {
      return wantsEvents(request) ? answerEvents(request, reply) : answer.call(this, request, reply);
    },
  });
}

/** Every answer carries its request's id; answers may hold personal data, and nobody keeps one that does not say it may be kept. */
function addRequestHooks(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.header(requestIdHeader, request.id).header('x-content-type-options', 'nosniff');
    if (request.routeOptions.url === graphPath) reply.header('cache-control', 'no-store');
    return Promise.resolve();
  });
  server.addHook('onSend', async (request, _, payload) =>
    Promise.resolve(typeof payload === 'string' ? withRequestId(payload, request.id) : payload),
  );
}
