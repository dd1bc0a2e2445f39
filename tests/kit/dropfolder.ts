/** The drop folder under the kit: an agency that writes its sheet anew. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seatAgency } from '../../simulators/dropfolder/agency.js';
import { makeSheetRow } from '../../simulators/dropfolder/sample.js';
import { parseMisbehaviour } from '../../simulators/misbehave.js';
import { dropfolder } from '../../src/connectors/dropfolder/index.js';
import type { KitSource } from './kit-source.js';

/** `05/03/2018 08:00:00` as others write it: 5/3/2018 8:00:00. */
const toShort = (text: string): string => text.replace(/^0?(\d+)\/0?(\d+)\/(\d{4}) 0?(\d+)/, '$1/$2/$3 $4');

/** And as programs write it: 2018-03-05 08:00:00. */
const toDashed = (text: string): string => text.replace(/^(\d\d)\/(\d\d)\/(\d{4}) /, '$3-$2-$1 ');

const mapTimes =
  (change: (text: string) => string) =>
  (item: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(item).map(([name, value]) => [name, typeof value === 'string' ? change(value) : value]),
    );

export const dropfolderKit: KitSource = {
  connector: dropfolder,
  stream: 'dossiers',
  start(items) {
    const folder = mkdtempSync(join(tmpdir(), 'drop-'));
    const agency = seatAgency(
      folder,
      items.map(({ n, second }) => makeSheetRow(n, second)),
    );
    return Promise.resolve({
      settings: (pageSize) => dropfolder.settings.parse({ folder, pageSize, settleSeconds: 0 }),
      misbehave: (...specs) => agency.misbehave(specs.map(parseMisbehaviour)),
      onPage: () => agency.onPage(),
      close() {
        agency.close();
        rmSync(folder, { recursive: true, force: true });
        return Promise.resolve();
      },
    });
  },
  wrong: (settings) => [['scope', { ...settings, folder: '/no/such/folder' }]],
  // A share that is away for a moment, or for good.
  weather: { once: 'resetx1', lasting: 'reset', passing: ['resetx1'], sessionEnd: null },
  spellings: [mapTimes(toShort), mapTimes(toDashed)],
};
