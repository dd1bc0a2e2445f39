/** The graph's own scalars: instants and days. Inside the hub an instant is a `Date`, a day is `yyyy-MM-dd`. */
import { GraphQLScalarType } from 'graphql';
import { toDayNumber, toRfc3339 } from '../calendar/local-time.js';
import { HubError } from '../errors.js';

/** Time and offset of RFC 3339, section 5.6; the day is looked at on its own. */
const timeOfDay = /^T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const dayShape = /^\d{4}-\d{2}-\d{2}$/;

/** `DateTime`: RFC 3339, any offset in, +07:00 out; an instant that does not exist is refused. */
export const dateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => {
    if (value instanceof Date && !Number.isNaN(value.getTime())) return toRfc3339(value);
    throw new HubError('INTERNAL', 'a DateTime field was resolved to something other than an instant');
  },
  parseValue: (value) => {
    if (typeof value !== 'string') throw toRefusal('an instant such as 2018-07-02T00:00:00+07:00', value);
    const text = value.toUpperCase();
    if (!dayShape.test(text.slice(0, 10)) || !timeOfDay.test(text.slice(10))) {
      throw toRefusal('an instant such as 2018-07-02T00:00:00+07:00', value);
    }
    toDayNumber(text.slice(0, 10));
    return new Date(text);
  },
});

/** `Date`: a day as yyyy-MM-dd; a day that does not exist is refused. */
export const dateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: (value) => {
    if (typeof value === 'string' && dayShape.test(value)) return value;
    throw new HubError('INTERNAL', 'a Date field was resolved to something other than a day');
  },
  parseValue: (value) => {
    if (typeof value !== 'string' || !dayShape.test(value)) throw toRefusal('a day as yyyy-MM-dd', value);
    toDayNumber(value);
    return value;
  },
});

function toRefusal(expected: string, value: unknown): HubError {
  return new HubError('BAD_INPUT', `expected ${expected}, got ${JSON.stringify(value)}`);
}
