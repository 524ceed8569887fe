import type { Span } from '../../text/span.js';
import { withOpening } from '../brackets.js';
import { lineOfOddQuotes } from '../quotes.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { eqlProblem } from './messages.js';
import { listOperators } from './misread.js';
import { findMisreading } from './misreadings.js';
import type { EqlToken } from './tokens.js';

/**
 * Moves the problems of a query that are noticed late to their cause: a missing quote turns strings into code
 * and code into strings for the rest of the line, and a missing parenthesis is only noticed at the end.
 */
export function atTheirCause(
  problems: readonly SyntaxProblem[],
  tokens: readonly EqlToken[],
  text: string,
): readonly SyntaxProblem[] {
  if (problems.length === 0) return problems;
  const misread = findMisreading(problems[0]!, tokens, text);
  if (misread) return [misread.problem, ...problems.slice(1).filter(({ span }) => span.start > misread.end)];
  const placed = missingQuotes(missingParentheses(problems, tokens), tokens, text);
  return placed.some(isUnclosed) ? placed.map((problem) => withOpening(problem, tokens)) : placed;
}

/** Returns whether a parenthesis is missing at the end of the query or of a step. */
function isUnclosed({ kind, wanted, foundKind }: SyntaxProblem): boolean {
  return kind === 'missing' && wanted === ')' && (foundKind === 'end' || foundKind === ']');
}

/** Unclosed tokens that run to the end of their line or of the query. */
const unclosed: ReadonlySet<string> = new Set([
  'missing-quote',
  'unclosed-backquote',
  'unclosed-comment',
  'unclosed-list',
  'unclosed-raw-string',
  'unclosed-string',
]);

/**
 * Moves a missing parenthesis that is noticed at the end to the list that continues with more than constants.
 */
function missingParentheses(
  problems: readonly SyntaxProblem[],
  tokens: readonly EqlToken[],
): readonly SyntaxProblem[] {
  if (!problems.some(isUnclosed)) return problems;
  return problems.map((problem) => {
    if (!isUnclosed(problem)) return problem;
    const list = openList(tokens, problem.span.start);
    if (!list) return problem;
    const related = { span: problem.span, message: 'Here a parenthesis is missing.' };
    return { ...problem, ...eqlProblem('unclosed-list', list), related: [related] };
  });
}

/** Returns the first list before an offset that contains `and` or `or`, where only constants are allowed. */
function openList(tokens: readonly EqlToken[], end: number): Span | undefined {
  const open: { token: EqlToken; isList: boolean }[] = [];
  let before: EqlToken | undefined;
  for (const token of tokens) {
    if (token.start >= end) break;
    const top = open.at(-1);
    if (token.image === '(')
      open.push({ token, isList: before !== undefined && listOperators.has(before.image) });
    else if (token.image === ')') open.pop();
    else if ((token.image === 'and' || token.image === 'or') && top?.isList) return tokenSpan(top.token);
    before = token;
  }
  return undefined;
}

/** If a line has an odd number of quotes, keeps one problem, at the text that runs on to the next quote. */
function missingQuotes(
  problems: readonly SyntaxProblem[],
  tokens: readonly EqlToken[],
  text: string,
): readonly SyntaxProblem[] {
  const [first] = problems;
  const line = first && lineOfOddQuotes(text, first.span.start);
  // An unclosed string is already reported as such.
  if (!first || !line || unclosed.has(first.kind)) return problems;
  if (tokens.some(({ image, start }) => image.startsWith('"""') && start >= line.start && start < line.end))
    return problems;
  const before = tokens.findLast(
    ({ image, start }) =>
      start >= line.start && start <= first.span.start && image.startsWith('"') && !image.startsWith('"""'),
  );
  // All quotes after the first problem open a string where they should close one.
  if (!before) return [first, ...problems.filter(({ span }) => span.start > line.end)];
  // The string before it continues with the text of this line.
  return [{ ...first, ...eqlProblem('missing-quote', tokenSpan(before)) }];
}
