/** The level and the text of a Markdown heading that starts with `#`. */
export interface HeadingLine {
  readonly level: number;
  readonly text: string;
}

/**
 * Parses a line as a heading: up to three spaces, one to six signs, a space, a text and perhaps closing signs. Returns
 * undefined for any other line. Takes time proportional to its length.
 */
export function parseHeading(line: string): HeadingLine | undefined {
  const signs = /^ {0,3}(#{1,6})(?=[ \t])/.exec(line);
  if (!signs) return undefined;
  const text = line.slice(signs[0].length).trim();
  let end = text.length;
  while (text[end - 1] === '#') end--;
  const isClosed = end < text.length && (text[end - 1] === ' ' || text[end - 1] === '\t');
  return { level: signs[1]!.length, text: isClosed ? text.slice(0, end).trimEnd() : text };
}
