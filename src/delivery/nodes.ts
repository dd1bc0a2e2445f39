/**
 * The levels' own systems ("nodes") that transfers are handed to: which agencies each serves, how it is spoken to, and the
 * keys its receipts are verified with. Read from a file; an agency no node serves works on the hub's own screens.
 */
import { z } from 'zod';
import { HubError } from '../errors.js';
import { filled, httpAddress, isUnique, readJson, systemName } from '../evidence/fields.js';
import { publishedKeysShape } from '../evidence/key-file.js';
import type { PublishedKey } from '../evidence/keys.js';
import type { Level } from '../records/record.js';

/** A node. */
export interface ExchangeNode {
  name: string;
  /** PUSH: the hub sends. PULL: the node fetches its inbox. */
  mode: 'PUSH' | 'PULL';
  /** Where messages are posted; null for a node that fetches. */
  url: string | null;
  /** Agencies it serves by code; they go before the level. */
  agencies: readonly string[];
  /** Every agency of this level that no node names by code. */
  level: Level | null;
  keys: readonly PublishedKey[];
}

/** The nodes, by name and by the agency they serve. */
export interface NodeDirectory {
  find(name: string): ExchangeNode | null;
  /**
   * The node that serves an agency; null for one that works on the hub's own screens.
   * @throws HubError INTERNAL where that depends on its level and the agency is not known (yet).
   */
  findByAgency(code: string): ExchangeNode | null;
  /** Codes of the agencies a node serves. */
  agenciesOf(node: ExchangeNode): readonly string[];
}

/** What the directory of agencies must tell. */
export interface KnownAgencies {
  list(): readonly { code: string; level: Level }[];
  find(code: string): { level: Level } | null;
}

const nodeShape = z
  .strictObject({
    name: systemName,
    mode: z.enum(['PUSH', 'PULL']),
    url: httpAddress.nullable().default(null),
    agencies: z.array(filled).default([]),
    level: z.enum(['PROVINCE', 'DISTRICT', 'COMMUNE']).nullable().default(null),
    keys: publishedKeysShape,
  })
  .refine(
    ({ mode, url }) => (mode === 'PUSH') === (url !== null),
    'expected a url for PUSH, and none for PULL',
  )
  .refine(({ agencies, level }) => agencies.length > 0 || level !== null, 'expected agencies or a level');

const nodesShape = z
  .strictObject({ nodes: z.array(nodeShape) })
  .refine(({ nodes }) => isUnique(nodes.map(({ name }) => name)), 'expected each name once')
  .refine(({ nodes }) => isUnique(nodes.flatMap(({ agencies }) => agencies)), 'expected each agency once')
  .refine(
    ({ nodes }) => isUnique(nodes.flatMap(({ level }) => (level === null ? [] : [level]))),
    'expected each level once',
  );

/**
 * Reads `{ "nodes": [{ name, mode, url, agencies, level, keys }] }`.
 * @throws HubError BAD_INPUT naming the entry and the field.
 */
export function readNodes(text: string): ExchangeNode[] {
  return readJson(text, nodesShape, 'the file of nodes').nodes;
}

/** Makes the directory over the nodes and the agencies as they are known at each call. */
export function makeNodeDirectory(nodes: readonly ExchangeNode[], known: KnownAgencies): NodeDirectory {
  const byAgency = new Map(nodes.flatMap((node) => node.agencies.map((code) => [code, node] as const)));
  const byLevel = new Map(nodes.map((node) => [node.level, node] as const));
  return {
    find: (name) => nodes.find((node) => node.name === name) ?? null,
    findByAgency(code) {
      const named = byAgency.get(code);
      if (named !== undefined) return named;
      const agency = known.find(code);
      if (agency !== null) return byLevel.get(agency.level) ?? null;
      // Taken for one of the hub's own screens, its node would never get what is sent to it.
      if (nodes.some(({ level }) => level !== null))
        throw new HubError('INTERNAL', `the directory does not know agency ${code} yet, so neither its node`);
      return null;
    },
    agenciesOf(node) {
      const ofLevel = known.list().filter(({ code, level }) => level === node.level && !byAgency.has(code));
      return [...node.agencies, ...ofLevel.map(({ code }) => code)];
    },
  };
}
