import type { Problem } from '../text/problem.js';
import { type Token, tokenSpan } from './token.js';

const closings: Readonly<Record<string, string>> = { '(': ')', '[': ']', '![': ']', '{': '}' };

/** A problem that a bracket is not closed, with the place of that bracket; any other as it is. */
export function withOpening(problem: Problem, tokens: readonly Token[]): Problem {
  const wanted = /^expected \[([)\]}])\]/.exec(problem.message)?.[1];
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
  const atEnd = problem.message.endsWith('the query ends');
  const behind = tokens[tokens.indexOf(opening) + 1]?.image.trim() ?? '';
  return {
    ...problem,
    ...(atEnd && !problem.help ? { help: `close the [${bracket}] before [${behind}]` } : {}),
    related: [{ span, message: `This [${bracket}] is not closed.` }],
  };
}
