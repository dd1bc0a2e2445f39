/**
 * Which agency goes on with the dossiers of one that ended: reorganisation as data, read from a file. A merger names the same
 * successor for several, a split several successors by procedure, and a reform all of it at once, each from its day on.
 */
import { z } from 'zod';
import { filled, isUnique, readJson } from '../evidence/fields.js';
import type { LocalDay } from '../records/record.js';

/** One line of a reorganisation. */
export interface Succession {
  /** The agency that ends, or hands some of its procedures over. */
  from: string;
  /** The agency that goes on. */
  to: string;
  /** For this procedure alone; null for every procedure no other line names. Such a line ends the agency. */
  procedure: string | null;
  /** First day on which `to` goes on. */
  on: LocalDay;
}

const successionShape = z
  .strictObject({
    from: filled,
    to: filled,
    procedure: filled.nullable().default(null),
    on: z.iso.date('expected a day as yyyy-MM-dd'),
  })
  .refine(({ from, to }) => from !== to, 'expected another agency to go on');

const fileShape = z
  .strictObject({ successions: z.array(successionShape) })
  .refine(isUnambiguous, 'expected one successor for each agency and procedure');

/**
 * Reads `{ "successions": [{ from, to, procedure, on }] }`.
 * @throws HubError BAD_INPUT naming the entry and the field.
 */
export function readSuccessions(text: string): Succession[] {
  return readJson(text, fileShape, 'the file of successions').successions;
}

function isUnambiguous({ successions }: { successions: readonly Succession[] }): boolean {
  return isUnique(successions.map(({ from, procedure }) => JSON.stringify([from, procedure])));
}
