/**
 * The drop folder: agencies without a system of their own put their lists of dossiers there, as sheets. The folder is the source: what no file in it
 * says any longer is gone. What a file may say is in wire.ts and columns.ts, what we make of it in map.ts.
 */
import { access } from 'node:fs/promises';
import type { Connector, Probe, ReadContext, Stream } from '../connector.js';
import { findFault, runProbes } from '../probes.js';
import { maskItem, toDossier, toDossierId, toKey, toVersion } from './map.js';
import { parseItems } from './pages.js';
import { dropCursor, readFolder, type DropCursor } from './read.js';
import { dropfolderSettings, type DropfolderSettings } from './settings.js';
import { itemShape, type DropfolderItem } from './wire.js';

const [mostStatus, mostChannel] = [10, 3];

const stream: Stream<DropfolderItem, DropCursor, DropfolderSettings> = {
  name: 'dossiers',
  entity: 'dossier',
  isOn: ({ folder }) => folder !== '',
  shape: itemShape,
  parse: parseItems,
  keepPagesDays: 366,
  mask: maskItem,
  cursor: dropCursor,
  order: 'by-cursor',
  key: toKey,
  recordId: toDossierId,
  version: toVersion,
  remark: (raw) => {
    if (raw.kind === 'file') return [];
    return [
      ...(raw.status < 1 || raw.status > mostStatus ? [`unknown status ${raw.status}`] : []),
      ...(raw.channel < 1 || raw.channel > mostChannel ? [`unknown channel ${raw.channel}`] : []),
    ];
  },
  read: readFolder,
  map: toDossier,
};

async function check(context: ReadContext<DropfolderSettings>): Promise<Probe[]> {
  const { folder } = context.settings;
  return runProbes('folder', [
    {
      name: 'scope',
      run: () => access(folder).then(() => null),
      advice: 'check DROPFOLDER_FOLDER, and that the hub may read it',
    },
    {
      name: 'sample',
      run: async () => {
        for await (const { items } of readFolder(context, null)) return findFault(itemShape, items);
        return null;
      },
      advice: 'compare its headings with src/connectors/dropfolder/README.md',
    },
  ]);
}

export const dropfolder: Connector<DropfolderSettings> = {
  name: 'dropfolder',
  title: 'Drop folder for lists of dossiers [thư mục nhận tệp]',
  version: '1',
  settings: dropfolderSettings,
  secrets: [],
  limits: { perSecond: 50, burst: 20, concurrency: 2 },
  schedule: '*/5 * * * *',
  reconcileSchedule: '45 2 * * *',
  staleAfterMs: 20 * 60_000,
  check,
  streams: [stream],
};
