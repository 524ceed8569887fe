/**
 * Returns how many of the clauses `minimum_should_match` requires: a number, a percentage rounded towards
 * zero, or, if negative, how many may be missing. Returns undefined for anything else (Elasticsearch's
 * reference, "minimum_should_match parameter").
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

/** Returns all ways to choose this many items, in their order. */
export function choicesOf<Item>(count: number, items: readonly Item[]): readonly (readonly Item[])[] {
  if (count === 0) return [[]];
  return items.flatMap((item, index) =>
    choicesOf(count - 1, items.slice(index + 1)).map((rest) => [item, ...rest]),
  );
}

/** Returns the number of ways to choose this many items. */
export function numberOfChoices(count: number, items: number): number {
  let ways = 1;
  for (let index = 1; index <= count; index++) ways = (ways * (items - count + index)) / index;
  return ways;
}
