/** What both processes of the hub do around themselves: read the configuration, start, stop on a signal, say why not. */
import { readConfig, type Config } from './config.js';
import { connectors } from './connectors/registry.js';
import { HubError, toMessage } from './errors.js';
import type { RunningServer } from './gateway/listen.js';
import { makeLogger, type Logger } from './logger.js';

/** Starts one process of the hub and stops it gracefully on SIGINT or SIGTERM. */
export async function runProcess(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  start: (config: Config, log: Logger) => Promise<RunningServer>,
): Promise<void> {
  try {
    const config = readConfig(env, connectors);
    const log = makeLogger(name, config.hub.LOG_LEVEL);
    const running = await start(config, log);
    log.info({ url: running.url }, `${name} is up`);
    const stop = async (signal: string): Promise<void> => {
      log.info({ signal }, `${name} is stopping`);
      await running.close();
      log.info(`${name} has stopped`);
    };
    process.once('SIGINT', (signal) => void stop(signal));
    process.once('SIGTERM', (signal) => void stop(signal));
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${name} could not start: ${toStory(error)}\n`);
  }
}

/** Our own errors say what to do; of others the trace is wanted. */
function toStory(error: unknown): string {
  if (error instanceof HubError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `${error.message}; another program has the port: stop it or set PORT or WORKER_PORT`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : toMessage(error);
}
