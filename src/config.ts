/**
 * Environment → one frozen object. The only file that may read `process.env` is the one that calls `readConfig`
 * with it (main.ts, worker.ts, subgraph.ts, through app.ts). All faults are reported at once, by variable name.
 * Settings of a source belong to its connector; they are read here under the prefix of its name.
 */
import { z } from 'zod';
import { HubError } from './errors.js';

/** 0 takes a free one. */
const port = z.coerce.number().int().min(0).max(65535);

/** The hub's own variables. `.env.example` lists the same names; a test holds the two equal. */
export const hubVariables = z.object({
  /** `demo` accepts tokens of the demonstration; `production` refuses them and hides playground and introspection. */
  HUB_MODE: z.enum(['demo', 'production']).default('production'),
  /** Address the servers listen on. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Port of the gateway. */
  PORT: port.default(4000),
  /** Port of the worker's health pages. */
  WORKER_PORT: port.default(4001),
  /** MongoDB, with the database's name in the path. */
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\/[^/]+\/[^?]+/, 'expected mongodb://host:port/database'),
  /** Redis or Valkey with append-only file and maxmemory-policy noeviction. */
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'expected redis://host:port'),
  /** Prefix of every queue key, so that several hubs can share one Redis. */
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'expected lower-case letters, digits, hyphens')
    .default('lien-thong'),
  /** Root of the keys that seal personal data and sign cursors; at least 32 characters. */
  HUB_SECRET: z.string().min(32, 'expected at least 32 characters of secret'),
  /** File with the public keys (JWKS) that tokens are verified with. */
  TOKEN_JWKS_FILE: z.string().min(1),
  /** Issuer a token must name. */
  TOKEN_ISSUER: z.string().min(1).default('lien-thong'),
  /** File with the hashes of API keys and whom they stand for; without it there are none. */
  API_KEYS_FILE: z.string().min(1).optional(),
  /** Name the hub signs receipts and checkpoints under. */
  HUB_NAME: z.string().min(1).default('lien-thong'),
  /** Address citizens reach the hub at, printed on slips: receipts are verified under it at /verify. */
  HUB_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).optional(),
  /** File with the keys receipts and checkpoints are signed with; read again whenever it changes. */
  EXCHANGE_KEYS_FILE: z.string().min(1),
  /** File with the levels' own systems that transfers are handed to; without it every agency works on the hub's screens. */
  EXCHANGE_NODES_FILE: z.string().min(1).optional(),
  /** File with who goes on in place of agencies that ended; without it nobody does. */
  EXCHANGE_SUCCESSIONS_FILE: z.string().min(1).optional(),
  /** File with who is told of what happens to dossiers, by web call or e-mail; without it nobody is. */
  EXCHANGE_NOTICES_FILE: z.string().min(1).optional(),
  /** Mail server that notices go out by; needed where a subscriber wants e-mail. */
  EXCHANGE_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/]+$/, 'expected smtp://user:password@host:587')
    .optional(),
  /** Address notices come from. */
  EXCHANGE_MAIL_FROM: z.email('expected an e-mail address').optional(),
  /** How old the latest checkpoint of the log may get while it lacks events, in milliseconds. */
  CHECKPOINT_EVERY_MS: z.coerce.number().int().min(1_000).max(600_000).default(60_000),
  /** Requests a second that one client may make for long, over all gateways; 0 counts nobody. */
  RATE_PER_SECOND: z.coerce.number().min(0).max(100_000).default(100),
  /** Requests one client may make at once. */
  RATE_BURST: z.coerce.number().int().min(1).max(1_000_000).default(1000),
  /** How long one request may take, in milliseconds; what is not answered then is null, with an error. */
  REQUEST_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(30_000),
  /** Addresses, with commas between, of the proxies whose word on a client's address is believed; nobody's without it. */
  TRUSTED_PROXIES: z.string().min(1).optional(),
  /** File with the operations frontends are built with, by SHA-256; clients may send the hash alone. */
  TRUSTED_DOCUMENTS_FILE: z.string().min(1).optional(),
  /** `enforce` answers nothing but that file's operations; left out, it is so in production mode where there is a file. */
  TRUSTED_DOCUMENTS: z.enum(['off', 'enforce']).optional(),
  /** How often the files of the schema are looked at, in milliseconds, to serve a new graph when they changed; 0 never. */
  SCHEMA_POLL_MS: z.coerce.number().int().min(0).max(3_600_000).default(5_000),
  /** What runs the plans of queries: `hub`, our own executor, or `router-runtime` to compare it with. */
  PLAN_EXECUTOR: z.enum(['hub', 'router-runtime']).default('hub'),
  /** An operation of a subgraph is compiled once it has been asked so often; 0 never compiles. */
  COMPILE_AFTER_HITS: z.coerce.number().int().min(0).max(1_000_000).default(3),
  /** A query a subgraph elsewhere has not answered by then is asked a second time, in milliseconds; left out, never. */
  SUBGRAPH_HEDGE_AFTER_MS: z.coerce.number().int().min(10).max(60_000).optional(),
  /** Base address OpenTelemetry spans are sent to (OTLP over HTTP); left out, there are none. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .optional(),
  /** Least severe level that is logged; the planner's library reads the same variable and refuses other levels. */
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

/** A source as the configuration sees it: its name is the prefix of its variables. */
export interface SourceSettingsSchema {
  name: string;
  settings: z.ZodType;
}

/** The whole configuration: the hub's variables, addresses of subgraphs elsewhere, each source's settings by its name. */
export interface Config {
  hub: Readonly<z.infer<typeof hubVariables>>;
  /** Addresses of subgraphs that run in processes of their own, by name: `SUBGRAPH_<NAME>_URL`. */
  subgraphUrls: Readonly<Record<string, string>>;
  sources: Readonly<Record<string, unknown>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the configuration. An empty variable counts as one that is not set.
 * @throws HubError BAD_INPUT with one line per faulty variable; values are never repeated, they may be secrets.
 */
export function readConfig(env: Environment, sources: readonly SourceSettingsSchema[]): Config {
  const filled = withoutEmpty(env);
  const faults: string[] = [];
  const read = <T>(schema: z.ZodType<T>, input: unknown, toName: (field: string) => string): T | null => {
    const result = schema.safeParse(input);
    if (result.success) return result.data;
    faults.push(
      ...result.error.issues.map((issue) => `${toName(String(issue.path[0] ?? ''))}: ${issue.message}`),
    );
    return null;
  };
  const hub = read(hubVariables, filled, (name) => name);
  const subgraphUrls = readSubgraphUrls(filled, faults);
  const settings = sources.map(({ name, settings: schema }) => {
    const prefix = `${name.toUpperCase()}_`;
    const found = read(schema, fieldsOf(filled, prefix), (field) => prefix + toVariable(field));
    return [name, Object.freeze(found)] as const;
  });
  if (hub === null || faults.length > 0) {
    throw new HubError(
      'BAD_INPUT',
      `the configuration has ${faults.length} fault(s):\n  ${faults.join('\n  ')}`,
    );
  }
  return Object.freeze({
    hub: Object.freeze(hub),
    subgraphUrls: Object.freeze(subgraphUrls),
    sources: Object.freeze(Object.fromEntries(settings)),
  });
}

/** Which subgraphs there are is known to the graph alone; it refuses an address of one there is not. */
function readSubgraphUrls(env: Environment, faults: string[]): Record<string, string> {
  const given = Object.entries(env).flatMap(([variable, value]) => {
    const name = /^SUBGRAPH_([A-Z0-9_]+)_URL$/.exec(variable)?.[1];
    return name === undefined || value === undefined ? [] : [{ variable, name: name.toLowerCase(), value }];
  });
  for (const { variable, value } of given)
    if (!z.url({ protocol: /^https?$/ }).safeParse(value).success)
      faults.push(`${variable}: expected an http or https address`);
  return Object.fromEntries(given.map(({ name, value }) => [name, value]));
}

/** `provinceUrl` → `PROVINCE_URL`: how a source's field is spelt in the environment. */
export function toVariable(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function fieldsOf(env: Environment, prefix: string): Record<string, string> {
  const fields = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith(prefix) && value !== undefined
      ? [[toField(name.slice(prefix.length)), value] as const]
      : [],
  );
  return Object.fromEntries(fields);
}

function toField(variable: string): string {
  return variable.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}
