import type { Span } from '../text/span.js';

/**
 * Returns the line around an offset if it has an odd number of quotes: from some point on they open what they
 * should close.
 */
export function lineOfOddQuotes(text: string, offset: number): Span | undefined {
  const line = lineAround(text, offset);
  return countQuotes(text.slice(line.start, line.end)) % 2 === 0 ? undefined : line;
}

function countQuotes(line: string): number {
  return (
    line
      .replace(/\\./g, '')
      .replace(/\/\/.*$/, '')
      .split('"').length - 1
  );
}

function lineAround(text: string, offset: number): Span {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const length = text.slice(start).search(/[\r\n]/);
  return { start, end: length < 0 ? text.length : start + length };
}
