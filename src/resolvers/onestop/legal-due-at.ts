/** The due date the law gives a dossier, from what the records say; the arithmetic is the calendar's. */
import { computeDeadline } from '../../calendar/deadline.js';
import type { WorkingCalendar } from '../../calendar/working-calendar.js';
import type { ProcedureRow } from '../../lists/rows.js';
import type { SealedDossierContent } from '../../records/dossier.js';

/**
 * The due date by the procedure's time limit, waits for the citizen added; null before reception, while a wait lasts,
 * and where the catalogue has no such procedure or states no limit.
 * @throws HubError BAD_INPUT naming a year the calendar does not know.
 */
export function toLegalDueAt(
  { receivedAt, pauses }: SealedDossierContent,
  { procedure, calendar }: { procedure: ProcedureRow | undefined; calendar: WorkingCalendar },
): Date | null {
  const limit = procedure?.content.timeLimit ?? null;
  if (receivedAt === null || limit === null) return null;
  const waits = pauses.map(({ requestedAt, answeredAt }) => ({ from: requestedAt, to: answeredAt }));
  return computeDeadline(calendar, { receivedAt, limit, pauses: waits }).dueAt;
}
