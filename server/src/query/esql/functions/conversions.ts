import type { FunctionRow } from './row.js';

/** Functions of ES|QL for conversion (spec/ESQL.md sections 6, 7 and appendix A). */
export const conversionsFunctions: readonly FunctionRow[] = [
  { name: 'to_boolean', takes: 'b U s', gives: 'boolean', parameters: 'value', aliases: ['to_bool'], lists: 'each', summary: 'Converts to a boolean: only "true" is true.' },
  { name: 'to_integer', takes: 'b U s d, [i l u]', gives: 'integer', parameters: 'value, base', aliases: ['to_int'], lists: 'each', summary: 'Converts to a whole number of 32 bits.' },
  { name: 'to_long', takes: 'b U s m, [i l u]', gives: 'long', parameters: 'value, base', lists: 'each', summary: 'Converts to a whole number of 64 bits.' },
  { name: 'to_unsigned_long', takes: 'b U s d', gives: 'unsigned_long', parameters: 'value', aliases: ['to_ul', 'to_ulong'], lists: 'each', maturity: 'preview', summary: 'Converts to a whole number of 64 bits without a sign.' },
  { name: 'to_double', takes: 'b U s d', gives: 'double', parameters: 'value', aliases: ['to_dbl'], lists: 'each', summary: 'Converts to a decimal number.' },
  { name: 'to_string', takes: 'b U s m p v g', gives: 'keyword', parameters: 'value', aliases: ['to_str'], lists: 'each', summary: 'Converts to a string.' },
  { name: 'to_text', takes: 's', gives: 'text', parameters: 'value', lists: 'each', since: '9.5', maturity: 'preview', summary: 'Converts to text that is analysed.' },
  { name: 'to_datetime', takes: 'U s m', gives: 'datetime', parameters: 'value', aliases: ['to_dt'], lists: 'each', summary: 'Converts to a date.' },
  { name: 'to_date_nanos', takes: 'l f u s m', gives: 'date_nanos', parameters: 'value', aliases: ['to_datenanos'], lists: 'each', since: '8.18', summary: 'Converts to a date with nanoseconds.' },
  { name: 'to_ip', takes: 's p, [{}]', gives: 'ip', parameters: 'value', lists: 'each', summary: 'Converts to an address.' },
  { name: 'to_version', takes: 's v', gives: 'version', parameters: 'value', aliases: ['to_ver'], lists: 'each', summary: 'Converts to a version.' },
  { name: 'to_geopoint', takes: 's g', gives: 'geo_point', parameters: 'value', lists: 'each', summary: 'Converts to a point on the earth.' },
  { name: 'to_dateperiod', takes: 's P!', gives: 'date_period', parameters: 'value', since: '8.16', summary: 'Converts a constant to a number of days or months.' },
  { name: 'to_timeduration', takes: 's D!', gives: 'time_duration', parameters: 'value', since: '8.16', summary: 'Converts a constant to a duration.' },
];
