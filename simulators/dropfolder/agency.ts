/**
 * An agency that has no system of its own and drops a sheet of its dossiers in a folder: writes it anew whenever something changes, as people do.
 * It misbehaves as folders do: the folder is away for a moment, for good, or a row is forgotten.
 */
import { existsSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeMisbehaviours, type Misbehaviour } from '../misbehave.js';

/** A row of the sheet. */
export interface SheetRow {
  code: string;
  subject: string;
  status: string;
  updatedAt: Date;
}

/** The agency at its desk. */
export interface DropAgency {
  /** Replaces what goes wrong; an empty list ends it, and the sheet is whole again. */
  misbehave(specs: readonly Misbehaviour[]): void;
  /** Its sheet was just looked at. */
  onPage(): void;
  /** Brings the folder back. */
  close(): void;
}

const fileName = 'ho-so.csv';
/** How long the folder is away. */
const awayMs = 20;
const headings =
  'Mã hồ sơ,Mã thủ tục,Mã đơn vị tiếp nhận,Chủ hồ sơ,Trích yếu,Trạng thái,Ngày tiếp nhận,Ngày cập nhật';

/** A moment as the agency writes it: 05/03/2018 08:15:00. */
function toSheetTime(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  const [year, month, day] = local.slice(0, 10).split('-');
  return `${day ?? ''}/${month ?? ''}/${year ?? ''} ${local.slice(11, 19)}`;
}

function toLine({ code, subject, status, updatedAt }: SheetRow): string {
  const at = toSheetTime(updatedAt);
  return [code, '1.000001', '000.00.31.H31', 'Nguyễn Thị Mẫu', `"${subject}"`, status, at, at].join(',');
}

/** Seats the agency before a folder; rows it has none of make no file. */
export function seatAgency(folder: string, given: readonly SheetRow[]): DropAgency {
  const rows = [...given];
  const path = join(folder, fileName);
  const misbehaviours = makeMisbehaviours();
  const away = `${folder}.away`;
  let changes = 0;

  function write(shown: readonly SheetRow[] = rows): void {
    if (shown.length === 0) return;
    const changedAt = existsSync(path) ? statSync(path).mtime.getTime() + 1_000 : Date.now() - 60_000;
    writeFileSync(path, [headings, ...shown.map(toLine)].join('\r\n'));
    // Later than the sheet before, however fast it was written.
    utimesSync(path, changedAt / 1_000, changedAt / 1_000);
  }
  const comeBack = (): void => {
    if (existsSync(away)) renameSync(away, folder);
  };

  write();
  return {
    misbehave(specs) {
      comeBack();
      misbehaviours.set(specs);
      write();
      const [gone] = specs.filter(({ kind }) => kind === 'reset');
      if (gone !== undefined) renameSync(folder, away);
      if (gone?.times !== undefined) setTimeout(comeBack, awayMs);
      if (misbehaviours.hit('late-commits') !== null) write(rows.filter((_, n) => n !== rows.length - 2));
    },
    onPage() {
      const [first] = rows;
      if (first === undefined || misbehaviours.hit('changing') === null) return;
      changes += 1;
      const latest = Math.max(...rows.map(({ updatedAt }) => updatedAt.getTime()));
      rows.push({
        ...first,
        subject: `${first.subject}, sửa lần ${changes}`,
        updatedAt: new Date(latest + 1_000),
      });
      rows.shift();
      write();
    },
    close: comeBack,
  };
}
