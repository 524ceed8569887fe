import type { NodeFactory, RegexNode } from './nodes.js';

/**
 * Builds `<from-to>`: decimal numbers in the interval, inclusive and in either order. If the bounds have the
 * same width, numbers have that width; otherwise leading zeros are optional (Lucene's rule).
 */
export function numericInterval(from: string, to: string, factory: NodeFactory): RegexNode {
  const [low, high] = BigInt(from) <= BigInt(to) ? [from, to] : [to, from];
  const width = from.length === to.length ? from.length : 0;
  const digit = (first: number, last: number): RegexNode => factory.set([48 + first, 48 + last]);
  const literal = (text: string): RegexNode =>
    [...text].reduceRight(
      (rest, one) => factory.concat(digit(Number(one), Number(one)), rest),
      factory.empty,
    );
  const anyDigits = (count: number): RegexNode => factory.repeat(digit(0, 9), count, count);

  /** Builds the numbers of one width between two bounds of that width. */
  const between = (least: string, most: string): RegexNode => {
    if (least.length === 0) return factory.empty;
    const [a, b] = [Number(least[0]), Number(most[0])];
    if (a === b) return factory.concat(digit(a, a), between(least.slice(1), most.slice(1)));
    const rest = least.length - 1;
    const parts = [
      factory.concat(digit(a, a), between(least.slice(1), '9'.repeat(rest))),
      factory.concat(digit(b, b), between('0'.repeat(rest), most.slice(1))),
    ];
    if (b - a > 1) parts.push(factory.concat(digit(a + 1, b - 1), anyDigits(rest)));
    return factory.either(parts);
  };

  if (width > 0) return between(low.padStart(width, '0'), high.padStart(width, '0'));
  const [start, end] = [BigInt(low), BigInt(high)];
  const parts: RegexNode[] = [];
  for (let length = String(start).length; length <= String(end).length; length++) {
    const least = length === String(start).length ? String(start) : `1${'0'.repeat(length - 1)}`;
    const most = length === String(end).length ? String(end) : '9'.repeat(length);
    parts.push(between(least, most));
  }
  return factory.concat(factory.repeat(literal('0'), 0, Number.POSITIVE_INFINITY), factory.either(parts));
}
