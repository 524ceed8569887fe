/** The invalid part of a date or time, and its position in the line. */
export interface ImpossiblePart {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

const dateOrTime = /^(?:(\d{4})-(\d\d)-(\d\d)(?:[Tt ]|(?![\w:-])))?(?:(\d\d):(\d\d)(?::(\d\d))?)?/;

/**
 * Finds the first invalid part of the date or time around an offset in a line. Returns undefined for anything
 * else.
 */
export function impossiblePart(line: string, at: number): ImpossiblePart | undefined {
  // A date may continue after a space, so a parser notices it late.
  let start = line.slice(0, at).trimEnd().length;
  while (/[\dTt:-]/.test(line[start - 1] ?? '')) start--;
  const [, year, month, day, ...time] = dateOrTime.exec(line.slice(start)) ?? [];
  const found = (offset: number, message: string): ImpossiblePart => ({
    message,
    start: start + offset,
    end: start + offset + 2,
  });
  if (year !== undefined && month !== undefined) {
    if (Number(month) < 1 || Number(month) > 12) return found(5, `there is no month ${month}`);
    if (Number(day) < 1 || Number(day) > daysOf(Number(year), Number(month)))
      return found(8, `${year}-${month} has no day ${day}`);
  }
  const timeStart = year === undefined ? 0 : 11;
  const index = time.findIndex((part, unit) => Number(part) >= units[unit]!.count);
  if (index < 0) return undefined;
  return found(timeStart + 3 * index, `there is no ${units[index]!.name} ${time[index]}`);
}

const units = [
  { name: 'hour', count: 24 },
  { name: 'minute', count: 60 },
  { name: 'second', count: 60 },
] as const;

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
