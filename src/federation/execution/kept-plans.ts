/** The plans of all operations, kept within one bound: whoever thinks of ever new operations, or of new settings of one, fills no memory with them. */
import { LRUCache } from 'lru-cache';
import type { OperationPlan } from './make-plan.js';

/** Letters of the operations of all plans that are kept; the least recently used goes first. A plan takes some one to two hundred bytes for each of them. */
const mostCharacters = 500_000;

/** The plans of one operation, by the circumstances they are for. */
export interface OperationPlans {
  find(circumstances: string): OperationPlan | undefined;
  keep(circumstances: string, plan: OperationPlan): void;
}

/** Plans, by operation. */
export interface KeptPlans {
  /** Room for one more operation, of so many letters. */
  open(characters: number): OperationPlans;
}

/** Makes the room for all. */
export function makeKeptPlans(): KeptPlans {
  const plans = new LRUCache<string, OperationPlan>({ maxSize: mostCharacters });
  let opened = 0;
  return {
    open(characters) {
      const operation = (opened += 1);
      return {
        find: (circumstances) => plans.get(`${operation} ${circumstances}`),
        keep(circumstances, plan) {
          plans.set(`${operation} ${circumstances}`, plan, { size: characters });
        },
      };
    },
  };
}
