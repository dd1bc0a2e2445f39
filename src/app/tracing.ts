/**
 * Spans sent to a collector (OpenTelemetry, OTLP over HTTP) where the configuration names one. The libraries are loaded only then, and
 * nothing of theirs is global: the span at hand is kept by Node's AsyncLocalStorage.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanStatusCode, trace as api, type Context, type Span } from '@opentelemetry/api';
import type { Closers } from '../closers.js';
import { HubError } from '../errors.js';
import { untraced, type SpanFacts, type Tracing } from '../trace.js';

/** Opens tracing for a process of that name; untraced without an address. */
export async function openTracing(
  endpoint: string | undefined,
  { process, closers }: { process: string; closers: Closers },
): Promise<Tracing> {
  if (endpoint === undefined) return untraced;
  const { provider, propagator } = await makeProvider(endpoint, process);
  closers.add(() => provider.shutdown());
  const tracer = provider.getTracer('lien-thong');
  const atHand = new AsyncLocalStorage<Context>();
  const run = <Value>(parent: Context, { name, facts }: NamedSpan, work: () => Value): Value => {
    const span = tracer.startSpan(name, { attributes: facts }, parent);
    return atHand.run(api.setSpan(parent, span), () => endWith(span, work));
  };
  const getContext = (): Context => atHand.getStore() ?? ROOT_CONTEXT;
  return {
    trace: (name, facts, work) => run(getContext(), { name, facts }, work),
    traceRequest: (request, work) =>
      run(propagator.extract(ROOT_CONTEXT, request.headers, headerReader), request, work),
    headers() {
      const headers: Record<string, string> = {};
      propagator.inject(getContext(), headers, headerWriter);
      return headers;
    },
  };
}

interface NamedSpan {
  name: string;
  facts: SpanFacts;
}

const headerWriter = {
  set(headers: Record<string, string>, name: string, value: string) {
    headers[name] = value;
  },
};
const headerReader = {
  keys: (headers: Readonly<Record<string, unknown>>) => Object.keys(headers),
  get(headers: Readonly<Record<string, unknown>>, name: string) {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  },
};

async function makeProvider(endpoint: string, process: string) {
  const { BasicTracerProvider, BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-base');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const { W3CTraceContextPropagator } = await import('@opentelemetry/core');
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `lien-thong-${process}` }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  return { provider, propagator: new W3CTraceContextPropagator() };
}

/** Ends the span when the work is done. Of a fault the code alone is told: messages of others' errors may hold anything. */
function endWith<Value>(span: Span, work: () => Value): Value {
  const fail = (thrown: unknown): never => {
    span.setAttribute('error.type', thrown instanceof HubError ? thrown.code : 'INTERNAL');
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    throw thrown;
  };
  try {
    const value = work();
    if (!(value instanceof Promise)) {
      span.end();
      return value;
    }
    const ended = value.then((result: unknown) => {
      span.end();
      return result;
    }, fail);
    return ended as Value;
  } catch (thrown) {
    return fail(thrown);
  }
}
