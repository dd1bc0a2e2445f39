/** Ctrl-C, an order to stop, a closed terminal: turned into a signal that a script can wait for and clean up after. */

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * From now on these do not end the process; what they abort must. A second one changes nothing, because npm sends
 * Ctrl-C on to a script that the terminal has already told.
 * @returns {AbortSignal}
 */
export function catchInterruption() {
  const interruption = new AbortController();
  for (const signal of signals) process.on(signal, () => interruption.abort());
  return interruption.signal;
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<void>} resolves when it is aborted
 */
export function untilAborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
