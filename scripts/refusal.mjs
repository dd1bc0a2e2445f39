/** The one error the scripts raise on purpose. Anything else that is thrown is a bug and shows its stack. */

/** A fault the caller can mend; its message is one clear line saying what to do, shown without a stack. */
export class Refusal extends Error {}

/**
 * Ends the script that failed: a refusal as its line, a bug with its stack.
 * @param {unknown} thrown
 */
export function reportFailure(thrown) {
  const text =
    thrown instanceof Refusal
      ? `✗ ${thrown.message}`
      : thrown instanceof Error
        ? thrown.stack
        : String(thrown);
  console.error(text);
  process.exitCode = 1;
}
