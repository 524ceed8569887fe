import type { SyntaxProblem } from './syntax-problem.js';
import { type Token, tokenSpan } from './token.js';

const closings: Readonly<Record<string, string>> = { '(': ')', '[': ']', '![': ']', '{': '}' };

/** The missing bracket, by what was expected. */
const closingOf: Readonly<Record<string, string>> = { ')': ')', ']': ']', '}': '}', 'step-end': ']' };

/**
 * Adds the position of the bracket to a problem that it is not closed. Returns any other problem unchanged.
 */
export function withOpening(problem: SyntaxProblem, tokens: readonly Token[]): SyntaxProblem {
  const wanted = closingOf[problem.wanted ?? ''];
  if (wanted === undefined || problem.related) return problem;
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.start >= problem.span.end) break;
    const image = token.image.trim();
    if (Object.hasOwn(closings, image)) open.push(token);
    else if (image === ')' || image === ']' || image === '}') open.pop();
  }
  const opening = open.findLast(({ image }) => closings[image.trim()] === wanted);
  if (!opening) return problem;
  const span = tokenSpan(opening);
  const bracket = opening.image.trim();
  const atEnd = problem.foundKind === 'end';
  const behind = tokens[tokens.indexOf(opening) + 1]?.image.trim() ?? '';
  return {
    ...problem,
    ...(atEnd && !problem.help ? { help: `close the [${bracket}] before [${behind}]` } : {}),
    related: [{ span, message: `This [${bracket}] is not closed.` }],
  };
}
