import { type HeadingLine, parseHeading } from '../text/heading-line.js';
import type { Span } from '../text/span.js';

/** A heading of a Markdown text: `### Triage` has level 3. The span is its line. */
export interface Heading extends HeadingLine {
  readonly span: Span;
}

/** Returns the headings of a Markdown text that start with `#`, in order; skips fenced code. */
export function headings(markdown: string): Heading[] {
  const found: Heading[] = [];
  let fence: string | undefined;
  for (const match of markdown.matchAll(/^.*$/gm)) {
    const [line] = match;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && !fence) fence = mark;
    else if (mark && fence && mark[0] === fence[0] && mark.length >= fence.length) fence = undefined;
    if (fence) continue;
    const heading = parseHeading(line);
    if (!heading?.text) continue;
    const span = { start: match.index, end: match.index + line.trimEnd().length };
    found.push({ ...heading, span });
  }
  return found;
}
