/** What every command of the hub does around itself: print what it says, or why not, and end with 0 or 1. */
import { toMessage } from '../errors.js';

/** Runs a command; what it returns is printed as a line. */
export async function runCommandLine(run: (args: string[]) => string | Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await run(process.argv.slice(2))}\n`);
  } catch (thrown) {
    process.stderr.write(`${toMessage(thrown)}\n`);
    process.exitCode = 1;
  }
}
