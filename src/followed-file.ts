/** A file of settings that is read again whenever it changes, so that what is in it can be renewed without a restart. */
import { readFile, stat } from 'node:fs/promises';
import { HubError, toMessage } from './errors.js';
import type { Logger } from './logger.js';

/** What is followed, and how it is read. */
export interface Following<Content> {
  /** The variable that names the file, for messages. */
  variable: string;
  file: string;
  /** @throws whatever is wrong with the text; its message never repeats what is in it */
  parse(text: string): Content;
  /** The file is looked at once in so long; 0 whenever it is asked for. */
  restMs: number;
  log: Logger;
}

/** The content as it is now. A file that cannot be read any more leaves it as it was, and says so in the log. */
export type ReadFollowed<Content> = () => Promise<Content>;

/**
 * Reads the file for the first time.
 * @throws HubError BAD_INPUT naming the variable and what is wrong with the file.
 */
export async function followFile<Content>(following: Following<Content>): Promise<ReadFollowed<Content>> {
  const { variable, file, restMs, log } = following;
  let held = await read(following).catch((cause: unknown) => {
    throw new HubError('BAD_INPUT', `${variable}: ${toReason(file, cause)}`, { cause });
  });
  let lookedAtMs = performance.now();
  return async () => {
    if (performance.now() - lookedAtMs < restMs) return held.content;
    lookedAtMs = performance.now();
    try {
      const { mtimeMs } = await stat(file);
      if (mtimeMs !== held.changedAtMs) held = await read(following);
    } catch (thrown) {
      const reason = toReason(file, thrown);
      log.error({ variable, reason }, 'a file of settings cannot be read; what was read of it before holds');
    }
    return held.content;
  };
}

async function read<Content>({ file, parse }: Following<Content>) {
  const { mtimeMs } = await stat(file);
  return { changedAtMs: mtimeMs, content: parse(await readFile(file, 'utf8')) };
}

function toReason(file: string, thrown: unknown): string {
  const isAway = typeof thrown === 'object' && thrown !== null && 'syscall' in thrown;
  return isAway ? `cannot read the file ${file}` : toMessage(thrown);
}
