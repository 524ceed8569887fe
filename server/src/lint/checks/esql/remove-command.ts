import { tokenizeEsql } from '../../../query/esql/lexer.js';
import type { Command } from '../../../query/esql/syntax.js';
import type { Span } from '../../../text/span.js';

const spaceBeforePipe = /\s*(?=\|)/y;

/**
 * Returns the span of a command with the pipe before it, and the space behind it where a pipe follows: without that text
 * the query has the other commands only.
 *
 * @param before the command in front of it.
 */
export function spanWithPipe(text: string, command: Command, before: Command | undefined): Span {
  const { start, end } = command.span;
  const gap = before ? before.span.end : start;
  // A comment can have a pipe, too.
  const pipe = tokenizeEsql(text.slice(gap, start)).tokens.findLast(({ kind }) => kind === '|');
  spaceBeforePipe.lastIndex = end;
  const space = spaceBeforePipe.exec(text)?.[0].length ?? 0;
  return { start: pipe ? gap + pipe.start : start, end: end + space };
}
