import { tokenizeEsql } from '../../../query/esql/lexer.js';
import type { Command } from '../../../query/esql/syntax.js';
import type { Span } from '../../../text/span.js';

const spaceBeforePipe = /\s*(?=\|)/y;

/**
 * Returns the span of a command with the preceding pipe, and the following space if a pipe follows: without
 * that source, the query only has the other commands.
 *
 * @param before the preceding command.
 */
export function spanWithPipe(text: string, command: Command, before: Command | undefined): Span {
  const { start, end } = command.span;
  const gap = before ? before.span.end : start;
  // A comment can contain a pipe, too.
  const pipe = tokenizeEsql(text.slice(gap, start)).tokens.findLast(({ kind }) => kind === '|');
  spaceBeforePipe.lastIndex = end;
  const space = spaceBeforePipe.exec(text)?.[0].length ?? 0;
  return { start: pipe ? gap + pipe.start : start, end: end + space };
}
