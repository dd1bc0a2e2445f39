/**
 * The calendar data the hub ships with: state offices, 2016 to 2027. Only input to `makeWorkingCalendar`; an office
 * with other hours, or a notice published later, is other data under another version.
 */
import type { CalendarData } from './calendar-data.js';
import { specialDays2016To2020 } from './special-days-2016-2020.js';
import { specialDays2021To2027 } from './special-days-2021-2027.js';

/** Working days of 2016–2027 (2027 provisional) and eight office hours a day. */
export const defaultCalendar: CalendarData = {
  version: 'vn-2026.1',
  years: [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027],
  days: [...specialDays2016To2020, ...specialDays2021To2027],
  hours: [
    {
      from: '2016-01-01',
      to: null,
      sessions: [
        { opens: '07:30', closes: '11:30' },
        { opens: '13:00', closes: '17:00' },
      ],
    },
  ],
};
