/** `Run` and its parts: what a synchronisation did. */
import type { AskedRun } from './acts.js';

const run = {
  state: ({ outcome }: AskedRun): string => outcome ?? 'WAITING',
  remarks: ({ remarks }: AskedRun): { text: string; count: number }[] | null =>
    remarks === undefined ? null : Object.entries(remarks).map(([text, count]) => ({ text, count })),
};

export const runTypes = { Run: run };
