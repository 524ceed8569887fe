/**
 * How many of so many clauses `minimum_should_match` asks for: a number, a percentage rounded towards zero, or negative
 * what may be missing; undefined for anything else (reference of Elasticsearch, "minimum_should_match parameter").
 */
export function leastOf(written: unknown, count: number): number | undefined {
  if (typeof written !== 'number' && typeof written !== 'string') return undefined;
  const match = /^\s*(-?\d{1,9})(%?)\s*$/.exec(String(written));
  if (!match) return undefined;
  const number = Number(match[1]);
  const amount = match[2] ? Math.trunc((count * number) / 100) : number;
  const isMissing = match[1]!.startsWith('-');
  return Math.max(0, isMissing ? count + amount : amount);
}

/** All ways to choose so many of some items, in their order. */
export function choicesOf<Item>(count: number, items: readonly Item[]): readonly (readonly Item[])[] {
  if (count === 0) return [[]];
  return items.flatMap((item, index) =>
    choicesOf(count - 1, items.slice(index + 1)).map((rest) => [item, ...rest]),
  );
}

/** In how many ways so many of some items can be chosen. */
export function numberOfChoices(count: number, items: number): number {
  let ways = 1;
  for (let index = 1; index <= count; index++) ways = (ways * (items - count + index)) / index;
  return ways;
}
