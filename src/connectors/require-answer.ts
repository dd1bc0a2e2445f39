/** A source's answer in its promised form, or a refusal that names what is wrong with it and quotes nothing of it. */
import type { z } from 'zod';
import { HubError } from '../errors.js';

/**
 * The answer, as it passed.
 * @throws HubError SOURCE_INVALID naming the fields that are wrong.
 */
export function requireAnswer<Answer>(
  shape: z.ZodType<Answer>,
  json: unknown,
  { source, operation }: { source: string; operation: string },
): Answer {
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole answer').join(', ');
  throw new HubError('SOURCE_INVALID', `${source} answered ${operation} in another form; wrong: ${fields}`, {
    source,
  });
}
