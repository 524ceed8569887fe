import { lineOfOddQuotes } from '../quotes.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { esqlProblem } from './messages.js';
import type { EsqlToken } from './tokens.js';

/**
 * The problems of a query without those that follow from a quote that is missing. It turns all strings behind it in its
 * line about, so that the last one is open, and takes parentheses and pipes along. The first problem in that line tells
 * which string it is.
 *
 * @param problems in the order of the text.
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
