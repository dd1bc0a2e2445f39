/**
 * Starts GraphiQL in the browser with the example queries as tabs. Headers are not kept, since they hold tokens.
 * React, ReactDOM and GraphiQL are globals of the scripts loaded before; TypeScript knows none of them.
 */
/* global fetch */
const { document, GraphiQL, React, ReactDOM } = /** @type {any} */ (globalThis);

const examples = await (await fetch('/playground/examples.json')).json();
const page = React.createElement(GraphiQL, {
  fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
  defaultTabs: examples,
  defaultEditorToolsVisibility: 'headers',
  isHeadersEditorEnabled: true,
  shouldPersistHeaders: false,
});
ReactDOM.createRoot(document.getElementById('graphiql')).render(page);
