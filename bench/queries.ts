/**
 * `npm run bench:queries [URL] [TOKENS]`: p50 and p95 of the queries frontends ask, against a hub that has the whole
 * demonstration loaded (`npm start`); by default the one on port 4000 with the tokens in .data.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { toPercentile } from './measure.js';

const url = process.argv[2] ?? 'http://127.0.0.1:4000/graphql';
const tokensFile = process.argv[3] ?? '.data/demo-tokens.json';
const { operator, officerProvince } = JSON.parse(readFileSync(tokensFile, 'utf8')) as Record<string, string>;
const rounds = 30;

interface Question {
  name: string;
  query: string;
  variables?: Record<string, unknown>;
  token?: string | undefined;
}

async function ask<Data>({ query, variables = {}, token }: Question): Promise<Data> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = (await reply.json()) as { data: Data; errors?: { message: string }[] };
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('; '));
  return data;
}

async function measure(question: Question): Promise<void> {
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAtMs = performance.now();
    await ask(question);
    samples.push(performance.now() - startedAtMs);
  }
  const [p50, p95] = [toPercentile(samples, 0.5), toPercentile(samples, 0.95)];
  const verdict = p95 <= 300 ? '' : '  ABOVE 300 ms';
  console.log(
    `${question.name.padEnd(34)} p50 ${p50.toFixed(0).padStart(5)} ms   p95 ${p95.toFixed(0).padStart(5)} ms${verdict}`,
  );
}

/** The cursor a number of pages further on. */
async function findCursor(list: string, pages: number): Promise<string> {
  let after: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const query = `query ($after: String) { list: ${list}, first: 20, after: $after) { pageInfo { endCursor } } }`;
    const { list: found }: { list: { pageInfo: { endCursor: string } } } = await ask({
      name: list,
      query,
      variables: { after },
    });
    after = found.pageInfo.endCursor;
  }
  return after ?? '';
}

const newest = await ask<{ dossiers: { nodes: { code: string; receivingAgency: { code: string } }[] } }>({
  name: 'newest',
  query: '{ dossiers(first: 1) { nodes { code receivingAgency { code } } } }',
});
const { code, receivingAgency } = newest.dossiers.nodes[0] ?? { code: '', receivingAgency: { code: '' } };

const questions: Question[] = [
  {
    name: 'Track',
    variables: { code },
    query: `query ($code: String!) { dossier(code: $code) { id code codes { value issuer } status statusCode channel
      procedure { code name level serviceLevel agency { name } } receivingAgency { code name level } holder { code name level }
      receivedAt dueAt completedAt returnedAt outcome(rule: BY_DATE) custody { holder { name } since epoch }
      provenance { source key fetchedAt } } }`,
  },
  {
    name: 'Desk',
    variables: { agency: receivingAgency.code },
    query: `query ($agency: ID!, $after: String) { agency(code: $agency) { name level unit { code name level parent { name } }
      dossiers(filter: { status: [PROCESSING], dueBefore: "2018-07-02T00:00:00+07:00" }, orderBy: DUE_AT_ASC, first: 20, after: $after) {
        totalCount edges { cursor node { code dueAt outcome(rule: BY_DATE) } } pageInfo { hasNextPage endCursor } } } }`,
  },
  {
    name: 'Commune (a district)',
    query: `{ administrativeUnit(code: "323", asOf: "2018-06-30") { id code name level validFrom validTo predecessors { code name }
      successors { code name } parent { name }
      dossierCounts(period: { from: "2018-01-01", to: "2018-06-30" }) { received resolved early onTime late open openLate } } }`,
  },
  {
    name: 'Counts',
    query: `{ p: procedures(filter: { level: PROVINCE }) { totalCount } c: procedures(filter: { level: COMMUNE }) { totalCount }
      h1: dossiers(filter: { receivedFrom: "2018-01-01", receivedTo: "2018-06-30" }) { totalCount }
      y17: dossiers(filter: { receivedFrom: "2017-01-01", receivedTo: "2017-12-31" }) { totalCount }
      pilots: agencies(filter: { onestopPilot: true }, asOf: "2018-06-30") { totalCount } }`,
  },
  {
    name: 'Find',
    token: officerProvince,
    query: `{ dossiers(filter: { text: "nguyen van" }, first: 5) { totalCount nodes { code applicantName subject } }
      agencies(filter: { text: "nguyen van" }, first: 5) { totalCount nodes { code name } } }`,
  },
  {
    name: 'Sources',
    token: operator,
    query:
      '{ sources { name title state lastSuccessAt staleSince streams { name cursor records quarantined lag } } }',
  },
];
for (const list of [
  'dossiers(orderBy: RECEIVED_AT_DESC',
  'dossiers(orderBy: DUE_AT_ASC',
  'dossiers(filter: { status: [RETURNED] }',
]) {
  const query = `query ($after: String) { ${list}, first: 20, after: $after) { totalCount nodes { code status dueAt } pageInfo { endCursor } } }`;
  questions.push({ name: `${list.slice(9, 34)}, page 1`, query });
  questions.push({
    name: `${list.slice(9, 34)}, page 100`,
    query,
    variables: { after: await findCursor(list, 99) },
  });
}
for (const question of questions) await measure(question);
