/** The seed, the period and the working calendar that every part of the demonstration province shares. */
import { defaultCalendar } from '../src/calendar/default-calendar.js';
import { makeWorkingCalendar } from '../src/calendar/working-calendar.js';
import type { LocalDay } from '../src/records/record.js';

/** Everything is drawn after this seed; another one makes another province with the same figures. */
export const demoSeed = 20_180_630;

/** The moment at which the demonstration stands unless its clock runs on. */
export const demoNow = new Date('2018-06-30T23:59:59+07:00');

/** First day on which dossiers were received. */
export const demoFirstOn: LocalDay = '2017-01-01';

/** Last day the published figures cover; a running clock goes past it. */
export const demoLastOn: LocalDay = '2018-06-30';

/** The calendar that appointments of the demonstration are reckoned with. */
export const demoCalendar = makeWorkingCalendar(defaultCalendar);
