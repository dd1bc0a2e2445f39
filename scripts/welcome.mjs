/** What a newcomer needs once the hub runs: where it is, who they may be, and what to ask. */
import { toTokensFile } from './demo-settings.mjs';

/**
 * @param {number} port of the gateway
 * @returns {string} address of the graph
 */
export function toGraphAddress(port) {
  return `http://localhost:${port}/graphql`;
}

/**
 * @param {import('./demo-settings.mjs').Ports} ports
 * @returns {string} the addresses, a line each
 */
export function describeAddresses(ports) {
  const gateway = `http://localhost:${ports.gateway}`;
  return [
    `graph       ${gateway}/graphql`,
    `playground  ${gateway}/graphql in a browser`,
    `health      ${gateway}/health/ready (gateway), http://localhost:${ports.worker}/health/ready (worker)`,
  ].join('\n');
}

/**
 * @param {import('./demo-settings.mjs').DemoTokens} tokens
 * @param {string} folder
 * @returns {string} the personas, a line each, with the beginning of their tokens
 */
export function describeTokens(tokens, folder) {
  const personas = Object.entries(tokens).map(
    ([name, token]) => `  ${name.padEnd(16)} ${token.slice(0, 24)}…`,
  );
  return [`demo tokens, whole in ${toTokensFile(folder)}:`, ...personas].join('\n');
}

/**
 * @param {{ port: number, folder: string, code: string }} options `code` of a dossier that exists
 * @returns {string} three queries to paste into a shell
 */
export function describeQueries({ port, folder, code }) {
  const counts = `{ h1: dossiers(filter: { receivedFrom: "2018-01-01", receivedTo: "2018-06-30" }) { totalCount }
    provincial: procedures(filter: { level: PROVINCE }) { totalCount }
    communes: administrativeUnits(filter: { level: COMMUNE }, asOf: "2018-06-30") { totalCount } }`;
  const track = `{ dossier(code: "${code}") { code status receivedAt dueAt outcome(rule: BY_DATE)
    procedure { name } holder { name } provenance { source fetchedAt } } }`;
  const find =
    '{ dossiers(filter: { text: "nguyen van" }, first: 5) { totalCount nodes { code applicantName subject } } }';
  const asOfficer = ` -H "authorization: Bearer $(node -p 'require("${toTokensFile(folder)}").officerProvince')"`;
  return [
    `figures\n  ${toCurl(port, counts)}`,
    `one dossier\n  ${toCurl(port, track)}`,
    `search, as an officer\n  ${toCurl(port, find, asOfficer)}`,
  ].join('\n');
}

/**
 * @param {number} port
 * @param {string} query without single quotes
 * @param {string} [header]
 */
function toCurl(port, query, header = '') {
  const body = JSON.stringify({ query: query.replace(/\s+/g, ' ') });
  return `curl -s ${toGraphAddress(port)}${header} -H 'content-type: application/json' -d '${body}'`;
}
