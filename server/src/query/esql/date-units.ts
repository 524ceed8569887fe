/**
 * Units of DATE_DIFF by all their names, in lower case. They differ from those of time spans
 * (docs/semantics/esql.md#dates).
 */
const differenceUnits: ReadonlyMap<string, string> = new Map(
  Object.entries({
    year: 'years yyyy yy',
    quarter: 'quarters qq q',
    month: 'months mm m',
    dayofyear: 'dy y',
    day: 'days dd d',
    week: 'weeks wk ww',
    weekday: 'weekdays dw',
    hour: 'hours hh',
    minute: 'minutes mi n',
    second: 'seconds ss s',
    millisecond: 'milliseconds ms',
    microsecond: 'microseconds mcs',
    nanosecond: 'nanoseconds ns',
  }).flatMap(([unit, names]) => [unit, ...names.split(' ')].map((name) => [name, unit] as const)),
);

/** Returns the unit of DATE_DIFF with a name, or undefined for an unknown name. */
export function differenceUnit(name: string): string | undefined {
  return differenceUnits.get(name.toLowerCase());
}

/** The parts of a date for DATE_EXTRACT: the names of Java's ChronoField. */
export const datePartNames: ReadonlySet<string> = new Set(
  (
    'nano_of_second nano_of_day micro_of_second micro_of_day milli_of_second milli_of_day second_of_minute second_of_day ' +
    'minute_of_hour minute_of_day hour_of_ampm clock_hour_of_ampm hour_of_day clock_hour_of_day ampm_of_day day_of_week ' +
    'aligned_day_of_week_in_month aligned_day_of_week_in_year day_of_month day_of_year epoch_day aligned_week_of_month ' +
    'aligned_week_of_year month_of_year proleptic_month year_of_era year era instant_seconds offset_seconds'
  ).split(' '),
);
