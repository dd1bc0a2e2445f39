/** Takes a new graph when the files it is made of change; one that cannot be made leaves the old one in place. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LiveGraph, ServedGraph } from '../gateway/live-graph.js';
import { toMessage } from '../errors.js';
import type { Logger } from '../logger.js';

/** What renewing works with. */
export interface Renewing {
  graph: LiveGraph;
  /** Makes the graph of the files as they are now, ready to serve. @throws whatever is wrong with them */
  makeGraph(): Promise<ServedGraph>;
  /** Where the SDL lies. */
  folder: string;
  /** Files besides that a graph is made with. */
  files: readonly string[];
  /** How often the files are looked at. */
  pollMs: number;
  log: Logger;
}

/** Looks after the files until it is stopped. */
export interface Renewal {
  /** Why the files as they are now are not what is served; null where they are. */
  fault(): string | null;
  stop(): Promise<void>;
}

/** Starts looking. Files are taken when two looks in a row find them alike: a deployment may still be writing them. */
export async function startRenewal({ graph, makeGraph, pollMs, log, ...where }: Renewing): Promise<Renewal> {
  let tried = await readMark(where);
  let seen = tried;
  let fault: string | null = null;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  const look = async (): Promise<void> => {
    const mark = await readMark(where);
    const isSettled = mark === seen;
    seen = mark;
    if (!isSettled || mark === tried) return;
    tried = mark;
    try {
      graph.replace(await makeGraph());
      fault = null;
      log.info('took a new graph from its files');
    } catch (thrown) {
      fault = toMessage(thrown);
      log.error({ reason: fault }, 'the files make no graph; the one before is kept');
    }
  };
  const keepLooking = (): void => {
    running = look()
      .catch((thrown: unknown) =>
        log.warn({ reason: toMessage(thrown) }, 'the files of the graph could not be read'),
      )
      .then(() => {
        if (timer !== null) timer = setTimeout(keepLooking, pollMs);
      });
  };
  timer = setTimeout(keepLooking, pollMs);
  return {
    fault: () => fault,
    async stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await running;
    },
  };
}

/** Changes whenever a file does. */
async function readMark({ folder, files }: Pick<Renewing, 'folder' | 'files'>): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql')).sort();
  const marks = [...names.map((name) => join(folder, name)), ...files].map(async (path) => {
    const { mtimeMs, size } = await stat(path);
    return [path, mtimeMs, size];
  });
  return JSON.stringify(await Promise.all(marks));
}
