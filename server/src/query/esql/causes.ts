import { lineOfOddQuotes } from '../quotes.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { esqlProblem } from './messages.js';
import type { EsqlToken } from './tokens.js';

/**
 * Drops the problems of a query that follow from a missing quote. It inverts all later strings in its line,
 * so that the last one is open, and swallows parentheses and pipes. The first problem in that line shows
 * which string it is.
 *
 * @param problems in source order.
 */
export function atTheirCause(
  problems: readonly SyntaxProblem[],
  tokens: readonly EsqlToken[],
  text: string,
): readonly SyntaxProblem[] {
  const open = problems.find(({ kind }) => kind === 'unclosed-string');
  const line = open && lineOfOddQuotes(text, open.span.start);
  if (!open || !line) return problems;
  const first = problems.find(
    (problem) =>
      problem !== open && problem.span.start >= line.start && problem.span.start <= open.span.start,
  );
  const before =
    first &&
    tokens.findLast(
      ({ kind, start }) => kind === 'string' && start >= line.start && start < first.span.start,
    );
  const end = tokens.find(({ kind, start }) => kind === '|' && start > open.span.start)?.end ?? text.length;
  return problems.flatMap((problem) => {
    if (problem === open) return [before ? esqlProblem('missing-quote', tokenSpan(before)) : open];
    return problem.span.start >= line.start && problem.span.start < end ? [] : [problem];
  });
}
