/**
 * Starts GraphiQL in the browser with the example queries as tabs. React, ReactDOM and GraphiQL are globals of the
 * scripts loaded before; headers are not kept, since they hold tokens.
 */
/* global document, fetch, GraphiQL, React, ReactDOM */
const examples = await (await fetch('/playground/examples.json')).json();
const page = React.createElement(GraphiQL, {
  fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
  defaultTabs: examples,
  defaultEditorToolsVisibility: 'headers',
  isHeadersEditorEnabled: true,
  shouldPersistHeaders: false,
});
ReactDOM.createRoot(document.getElementById('graphiql')).render(page);
