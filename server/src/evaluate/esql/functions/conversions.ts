import type { EsqlType } from '../../../query/esql/types.js';
import { badArgument } from '../failure.js';
import { readSpan } from '../values/dates.js';
import { convert } from '../values/text.js';
import type { FunctionBodies, FunctionBody } from './body.js';

const to = (type: EsqlType): FunctionBody => ({
  each: ({ types }) => {
    const from = types[0]!;
    return (value) => convert(value, from, type);
  },
});

const timeSpan: FunctionBody = {
  single: () => (value) => {
    if (typeof value === 'object') return value;
    const span = readSpan(String(value));
    if (!span) throw badArgument(`[${String(value)}] is not a time span`);
    return span;
  },
};

export const conversionBodies: FunctionBodies = {
  to_boolean: to('boolean'),
  to_integer: to('integer'),
  to_long: to('long'),
  to_unsigned_long: to('unsigned_long'),
  to_double: to('double'),
  to_string: to('keyword'),
  to_text: to('text'),
  to_datetime: to('datetime'),
  to_date_nanos: to('date_nanos'),
  to_ip: to('ip'),
  to_version: to('version'),
  to_geopoint: to('geo_point'),
  to_dateperiod: timeSpan,
  to_timeduration: timeSpan,
};
