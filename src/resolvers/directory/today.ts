/** The day of the request, where a client names none. */
import { toLocalDay } from '../../calendar/local-time.js';
import type { LocalDay } from '../../records/record.js';
import type { HubContext } from '../context.js';

/** The local day on which the request came. */
export function todayOf({ now }: HubContext): LocalDay {
  return toLocalDay(now());
}
