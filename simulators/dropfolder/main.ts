/**
 * An agency at a drop folder from the command line: `tsx simulators/dropfolder/main.ts --folder .data/drop [--rows 100]` writes its sheet and ends.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeSheetRow } from './sample.js';
import { seatAgency } from './agency.js';

const { values } = parseArgs({
  options: { folder: { type: 'string', default: '.data/drop' }, rows: { type: 'string', default: '100' } },
});
mkdirSync(values.folder, { recursive: true });
const rows = Array.from({ length: Number(values.rows) }, (_, n) => makeSheetRow(n + 1, n));
seatAgency(values.folder, rows);
process.stdout.write(`dropped ${rows.length} dossiers in ${values.folder}\n`);
