/** Asks the graph of a running hub. */
import { HubError, toMessage } from '../../errors.js';

/** Asks a question. @throws HubError with the hub's own words where it refuses, SOURCE_UNAVAILABLE where none answers. */
export type AskGraph = (query: string, variables: object) => Promise<unknown>;

const timeoutMs = 60_000;

interface Answer {
  data?: unknown;
  errors?: { message: string }[];
}

/** Makes the client of one hub. */
export function makeGraphClient(url: string, token: string): AskGraph {
  return async (query, variables) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const init = { method: 'POST', headers, body: JSON.stringify({ query, variables }) };
    const reply = await fetch(`${url}/graphql`, { ...init, signal: AbortSignal.timeout(timeoutMs) }).catch(
      (cause: unknown) => {
        throw new HubError(
          'SOURCE_UNAVAILABLE',
          `no hub answered at ${url}: ${toMessage(cause)}; is it running?`,
        );
      },
    );
    const answer = (await reply.json().catch(() => ({}))) as Answer;
    const [error] = answer.errors ?? [];
    if (error !== undefined) throw new HubError('SOURCE_REJECTED', error.message);
    if (answer.data == null)
      throw new HubError('SOURCE_INVALID', `${url} answered HTTP ${reply.status} without data`);
    return answer.data;
  };
}
