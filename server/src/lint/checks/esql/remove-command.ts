import { tokenizeEsql } from '../../../query/esql/lexer.js';
import type { Command } from '../../../query/esql/syntax.js';
import type { Span } from '../../../text/span.js';

/**
 * Returns the span of a command with the pipe before it, and the space behind it where a pipe follows: without that text
 * the query has the other commands only.
 */
export function spanWithPipe(text: string, command: Command): Span {
  const { start, end } = command.span;
  const pipe = tokenizeEsql(text).tokens.findLast((token) => token.kind === '|' && token.end <= start);
  const space = /^\s*(?=\|)/.exec(text.slice(end))?.[0].length ?? 0;
  return { start: pipe?.start ?? start, end: end + space };
}
