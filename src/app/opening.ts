/** Opens a process step by step, so that a failing step leaves nothing open behind it. */
import { makeClosers, type Closers } from '../closers.js';
import { type RunningServer } from '../gateway/listen.js';

/** Builds a process step by step; what was opened before a failing step is closed again. */
export async function opening(build: (closers: Closers) => Promise<RunningServer>): Promise<RunningServer> {
  const closers = makeClosers();
  try {
    const server = await build(closers);
    closers.add(() => server.close());
    return { url: server.url, close: () => closers.closeAll() };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}
