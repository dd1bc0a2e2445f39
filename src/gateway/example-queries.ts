/** Three queries to begin with: tabs of the playground, and what the start prints for pasting. */

/** A query with its variables, ready to send. */
export interface ExampleQuery {
  title: string;
  query: string;
  variables: Readonly<Record<string, unknown>>;
}

/** Examples every caller may run; each is valid against the API schema. */
export const exampleQueries: readonly ExampleQuery[] = [
  {
    title: 'A district and its half-year',
    query: `# Runs without a token. For personal fields paste one of .data/demo-tokens.json under "Headers":
# { "authorization": "Bearer …" }
query Commune($code: String!, $asOf: Date) {
  administrativeUnit(code: $code, asOf: $asOf) {
    name level validFrom validTo
    parent { name }
    dossierCounts(period: { from: "2018-01-01", to: "2018-06-30" }) {
      received resolved early onTime late open openLate
    }
  }
}`,
    variables: { code: '323', asOf: '2018-06-30' },
  },
  {
    title: 'An agency and what waits there',
    query: `query Desk($agency: ID!) {
  agency(code: $agency) {
    name level
    dossiers(filter: { status: [PROCESSING] }, orderBy: DUE_AT_ASC, first: 5) {
      totalCount
      nodes { code dueAt outcome(rule: BY_DATE) procedure { name } }
    }
  }
}`,
    variables: { agency: '000.00.31.H31' },
  },
  {
    title: 'The sources and how fresh they are',
    query: `query Sources {
  sources { name title state lastSuccessAt staleSince streams { name records quarantined lag } }
}`,
    variables: {},
  },
];
