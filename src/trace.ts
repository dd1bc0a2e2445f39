/** Spans of a request's work, as whoever does the work sees them: a name, a few plain facts, and the work. What becomes of them is app/tracing.ts. */

/** Facts of a span; names, hashes and counts, never data. */
export type SpanFacts = Readonly<Record<string, string | number>>;

/** Runs the work within a span that ends with it, also where it is a promise; what is traced within becomes its child. */
export type Trace = <Value>(name: string, facts: SpanFacts, work: () => Value) => Value;

/** Traces across processes. */
export interface Tracing {
  trace: Trace;
  /** Traces a request, as a child of whatever its `traceparent` header names (W3C Trace Context). */
  traceRequest<Value>(request: TracedRequest, work: () => Value): Value;
  /** Headers that make a request to another process a child of the work at hand. */
  headers(): Readonly<Record<string, string>>;
}

/** What is known of a request from outside. */
export interface TracedRequest {
  name: string;
  facts: SpanFacts;
  headers: Readonly<Record<string, unknown>>;
}

/** Nothing is traced. */
export const untraced: Tracing = {
  trace: (_name, _facts, work) => work(),
  traceRequest: (_request, work) => work(),
  headers: () => ({}),
};
