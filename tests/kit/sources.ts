/** Every source under the kit: one line each. KIT_SOURCE narrows it to one (`npm run kit -- SOURCE`). */
import type { KitSource } from './kit-source.js';
import { dropfolderKit } from './dropfolder.js';
import { onestopKit } from './onestop.js';
import { officeKit } from './office.js';

const all: readonly KitSource[] = [onestopKit, dropfolderKit, officeKit];

/** What is tested now, by name. */
export const kitSources: readonly (readonly [string, KitSource])[] = all
  .map((kit) => [kit.connector.name, kit] as const)
  .filter(([name]) => (process.env['KIT_SOURCE'] ?? name) === name);
