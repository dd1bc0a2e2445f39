/** Holds an answer of the graph against the source, stream or run that was named: what is not there is said, not shown as an empty table. Pure. */
import { HubError } from '../../errors.js';

/** What was named on the command line. */
export interface Named {
  source?: string | undefined;
  stream?: string | undefined;
  run?: string | undefined;
}

/** @throws HubError BAD_INPUT for an answer about a source or a run without the one that was named, or without its stream. */
export function requireNamed(data: unknown, { source, stream, run }: Named): void {
  if (typeof data !== 'object' || data === null) return;
  if ('run' in data && data.run === null)
    throw new HubError('BAD_INPUT', `run: expected one of \`hub runs\`, got ${run ?? ''}`);
  if (!('source' in data)) return;
  const found = data.source as { streams: readonly { name: string }[] } | null;
  if (found === null)
    throw new HubError('BAD_INPUT', `source: expected one of \`hub sources\`, got ${source ?? ''}`);
  const names = found.streams.map(({ name }) => name);
  if (stream !== undefined && !names.includes(stream))
    throw new HubError(
      'BAD_INPUT',
      `stream: expected one of ${source ?? ''}, ${names.join(', ')}, got ${stream}`,
    );
}
