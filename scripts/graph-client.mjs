/** Asks the running hub, as a frontend would: a query in, its data out. */

/**
 * @typedef {(query: string) => Promise<any>} AskGraph answers with the query's `data`
 */

/**
 * @param {string} address of the graph
 * @param {string} [token] of the caller; nobody in particular when left out
 * @returns {AskGraph}
 */
export function makeGraphClient(address, token) {
  return async (query) => {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(10_000),
    });
    const { data, errors } = await answer.json();
    if (errors) throw new Error(`the graph answered ${answer.status}: ${JSON.stringify(errors)}`);
    return data;
  };
}
