/** `.env.example` lists exactly the variables the configuration reads. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { hubVariables, toVariable } from '../src/config.js';
import { connectors } from '../src/connectors/registry.js';

function toSourceVariables({ name, settings }: { name: string; settings: z.ZodType }): string[] {
  if (!(settings instanceof z.ZodObject)) throw new Error(`settings of ${name}: expected an object schema`);
  return Object.keys(settings.shape).map((field) => `${name.toUpperCase()}_${toVariable(field)}`);
}

test('.env.example names every variable of the hub and of each source, and no other', () => {
  const listed = readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm);
  const known = [...Object.keys(hubVariables.shape), ...connectors.flatMap(toSourceVariables)];
  expect([...listed].map(([, name]) => name).sort()).toEqual(known.sort());
});
