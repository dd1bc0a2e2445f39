/**
 * Between which levels a dossier may be handed over, with periods of validity. Dossiers pass between levels, and among the
 * departments of the province; a commune hands to another commune only since reception no longer follows boundaries
 * (Decree 118/2025/NĐ-CP). Districts ended on 2025-07-01; their agencies end by their own dates, not here.
 */
import type { Level, LocalDay } from '../records/record.js';

interface Route {
  from: Level;
  to: Level;
  validFrom: LocalDay | null;
}

const routes: readonly Route[] = [
  { from: 'PROVINCE', to: 'PROVINCE', validFrom: null },
  { from: 'PROVINCE', to: 'DISTRICT', validFrom: null },
  { from: 'PROVINCE', to: 'COMMUNE', validFrom: null },
  { from: 'DISTRICT', to: 'PROVINCE', validFrom: null },
  { from: 'DISTRICT', to: 'COMMUNE', validFrom: null },
  { from: 'COMMUNE', to: 'PROVINCE', validFrom: null },
  { from: 'COMMUNE', to: 'DISTRICT', validFrom: null },
  { from: 'COMMUNE', to: 'COMMUNE', validFrom: '2025-07-01' },
];

/** Whether an agency of one level may hand over to one of the other on a day. */
export function hasRoute(from: Level, to: Level, on: LocalDay): boolean {
  return routes.some(
    (route) => route.from === from && route.to === to && (route.validFrom === null || route.validFrom <= on),
  );
}
