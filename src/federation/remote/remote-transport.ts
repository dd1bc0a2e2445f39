/**
 * The transport to a subgraph in another process: one pool of connections kept alive, a limit of time for each try. When it asks again is
 * remote-patience.ts.
 */
import {
  Kind,
  OperationTypeNode,
  print,
  type DocumentNode,
  type ExecutionResult,
  type SelectionNode,
} from 'graphql';
import { Pool } from 'undici';
import { HubError } from '../../errors.js';
import type { SubgraphRequest } from '../plan-executor.js';
import { postOperation } from './post-operation.js';
import { toRemoteError } from './remote-errors.js';
import { defaultPatience, makePatientAsk, type PatientAsk, type RemotePatience } from './remote-patience.js';

/** Where a subgraph is, and what goes along with each request. */
export interface RemoteSubgraph {
  name: string;
  /** Address operations are posted to. */
  url: string;
  /** Headers that say who asks; made anew for each request. */
  makeHeaders(context: object): Promise<Readonly<Record<string, string>>>;
}

/** A transport to one subgraph, until it is closed. */
export interface RemoteTransport extends Pick<PatientAsk, 'countOpenBreakers'> {
  ask(request: SubgraphRequest): Promise<ExecutionResult>;
  close(): Promise<void>;
}

const mostConnections = 32;

/** Makes the transport; it connects with the first request. */
export function makeRemoteTransport(
  { name, url, makeHeaders }: RemoteSubgraph,
  patience: RemotePatience = defaultPatience,
): RemoteTransport {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections: mostConnections });
  const texts = new WeakMap<DocumentNode, Asked>();
  const patient = makePatientAsk(name, patience);
  const post = async ({ variables, context, signal }: SubgraphRequest, text: string) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(patience.timeoutMs)]);
    const body = JSON.stringify({ query: text, variables });
    const headers = await makeHeaders(context);
    const call = { pool, path: pathname + search, headers, body, signal: limited };
    return postOperation(name, call).catch((thrown: unknown) => toThrown(thrown, { name, signal }));
  };
  return {
    async ask(request) {
      const asked = texts.get(request.document) ?? toAsked(request.document);
      texts.set(request.document, asked);
      const question = { ...asked, signal: request.signal };
      const { data, errors } = await patient.ask(question, () => post(request, asked.text));
      return {
        ...(data === undefined ? {} : { data }),
        ...(errors === undefined ? {} : { errors: errors.map((error) => toRemoteError(name, error)) }),
      };
    },
    countOpenBreakers: patient.countOpenBreakers,
    close: () => pool.close(),
  };
}

/** What a document asks: its text, and the kind of question a breaker counts by. */
interface Asked {
  text: string;
  kind: string;
  isQuery: boolean;
}

/** Questions are of one kind when they begin at the same fields, or ask of the same type of entity. */
function toAsked(document: DocumentNode): Asked {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const selections = operation?.selectionSet.selections ?? [];
  const kind = [...new Set(selections.flatMap(toKinds))].sort().join(' ');
  return { text: print(document), kind, isQuery: operation?.operation === OperationTypeNode.QUERY };
}

function toKinds(selection: SelectionNode): string[] {
  if (selection.kind !== Kind.FIELD) return [];
  const { name, selectionSet } = selection;
  if (name.value !== '_entities') return [name.value];
  return (selectionSet?.selections ?? []).flatMap((one) =>
    one.kind === Kind.INLINE_FRAGMENT ? [one.typeCondition?.name.value ?? ''] : [],
  );
}

/** Who asked has gone: nothing is said of the subgraph then. */
function toThrown(thrown: unknown, { name, signal }: { name: string; signal: AbortSignal }): never {
  signal.throwIfAborted();
  if (thrown instanceof HubError) throw thrown;
  throw new HubError('SOURCE_UNAVAILABLE', `${name} did not answer`, { source: name, cause: thrown });
}
