import { differenceUnit } from '../../../query/esql/date-units.js';
import { badArgument, Failure, SearchFailure } from '../failure.js';
import { formatDate, parseDate } from '../values/date-patterns.js';
import { dateDifference, datePart, truncateDate } from '../values/dates.js';
import { fits } from '../values/numbers.js';
import { dateText } from '../values/text.js';
import { type Duration, type Scalar, whole } from '../values/value.js';
import { type FunctionBodies, type FunctionBody, plain } from './body.js';

/** Returns the milliseconds of a date of either precision. */
function milliseconds(value: Scalar): number {
  return typeof value === 'bigint' ? Number(value / 1_000_000n) : (value as number);
}

function nanoseconds(value: Scalar, type: string): bigint {
  return type === 'date_nanos' ? (value as bigint) : BigInt(value as number) * 1_000_000n;
}

const difference: FunctionBody = {
  single:
    ({ types, isConstant }) =>
    (unit, start, end) => {
      const known = differenceUnit(unit as string);
      if (known === undefined) {
        const message = `Received value [${String(unit)}] is not valid date part to add`;
        throw isConstant(0) ? new SearchFailure(`DATE_DIFF: ${message}`) : badArgument(message);
      }
      const result = dateDifference(known, nanoseconds(start!, types[1]!), nanoseconds(end!, types[2]!));
      if (!fits(result, 'integer'))
        throw new Failure(
          'org.elasticsearch.xpack.esql.core.InvalidArgumentException',
          `[${result}] out of [integer] range`,
        );
      return whole(result);
    },
};

const truncate: FunctionBody = {
  single:
    ({ types }) =>
    (interval, date) => {
      const truncated = truncateDate(milliseconds(date!), interval as Duration);
      return types[1] === 'date_nanos' ? BigInt(truncated) * 1_000_000n : truncated;
    },
};

const parse: FunctionBody = {
  single:
    () =>
    (...values) => {
      const [pattern, text] = (
        values.length === 1 ? ["yyyy-MM-dd'T'HH:mm:ss.SSSX", ...values] : values
      ) as string[];
      const date = parseDate(text!, pattern!);
      if (date === undefined)
        throw badArgument(`failed to parse date field [${text}] with format [${pattern}]`);
      return date;
    },
};

const extract: FunctionBody = {
  single:
    ({ isConstant }) =>
    (name, date) => {
      const part = datePart(name as string);
      if (part) return part(milliseconds(date!));
      const message = `invalid date field for [DATE_EXTRACT]: ${String(name)}`;
      throw isConstant(0) ? new SearchFailure(message) : badArgument(message);
    },
};

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export const dateBodies: FunctionBodies = {
  now: {
    aware:
      (_, { environment }) =>
      () =>
        environment.now,
  },
  date_trunc: truncate,
  date_diff: difference,
  date_extract: extract,
  date_format: {
    single:
      () =>
      (...values) =>
        values.length === 1
          ? dateText(milliseconds(values[0]!))
          : formatDate(milliseconds(values[1]!), values[0] as string),
  },
  date_parse: parse,
  day_name: plain((date: number) => days[new Date(milliseconds(date)).getUTCDay()]!),
  month_name: plain((date: number) => formatDate(milliseconds(date), 'MMMM')),
};
