import { once } from '../../text/once.js';
import type { Problem } from '../../text/problem.js';
import { withOpening } from '../brackets.js';
import type { ParsedQuery } from '../syntax.js';
import { withoutKind } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { strayBackslashes } from './backslashes.js';
import { KqlGrammar } from './grammar.js';
import { kqlProblem } from './messages.js';
import { findMisreading, hidesRest } from './misreadings.js';
import type { KqlQuery } from './syntax.js';
import { type KqlToken, tokenizeKql } from './tokens.js';

/** Created for the first query: a grammar analyses itself, which takes as long as parsing several queries. */
const kqlGrammar = once(() => new KqlGrammar());

/** Deeper nesting is rejected: the parser recurses once per level. */
const maximumDepth = 500;

/**
 * Parses KQL like Kibana. Never throws: for any string, returns what was recognised and its problems, code
 * `kql-syntax`, in source order. Only the parser's first problem is reported, as in Kibana: the rest follows
 * from it. A blank query matches everything.
 */
export function parseKql(text: string): ParsedQuery<KqlQuery> {
  const span = { start: 0, end: text.length };
  if (/^[ \t\r\n\u00a0]*$/.test(text)) return { text, tree: { condition: undefined, span }, problems: [] };
  const { tokens, unknown } = tokenizeKql(text);
  const problems = strayBackslashes(
    text,
    unknown.map(({ start }) => start),
  );
  const deep = tooDeep(tokens);
  if (deep) {
    problems.push(withoutKind(kqlProblem('too-deep', { span: tokenSpan(deep) }, maximumDepth)));
    return { text, tree: undefined, problems };
  }
  const grammar = kqlGrammar();
  const condition = grammar.parse(tokens, text.length);
  const stumbled = grammar.found.sort(inOrder);
  const misread = findMisreading(text, tokens, stumbled[0]);
  // A value ends at such a backslash, and the rest is misread.
  const follows = !misread && problems[0] && problems[0].span.start < (stumbled[0]?.span.start ?? 0);
  const found = misread ?? (follows ? undefined : stumbled[0]);
  const cause = found && withoutKind(withOpening(found, tokens));
  const kept =
    misread && hidesRest(misread) ? problems.filter(({ span }) => span.start < misread.span.start) : problems;
  if (cause) kept.push(cause);
  return { text, tree: { condition, span }, problems: withoutEchoes(kept.sort(inOrder)) };
}

function inOrder(a: Problem, b: Problem): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}

/** Keeps the first of adjacent problems: the others follow from it. */
function withoutEchoes(problems: readonly Problem[]): Problem[] {
  let end = -1;
  return problems.filter(({ span }) => {
    const echo = span.start <= end;
    end = Math.max(end, span.end);
    return !echo;
  });
}

function tooDeep(tokens: readonly KqlToken[]): KqlToken | undefined {
  let depth = 0;
  for (const token of tokens) {
    const { kind } = token;
    if (kind === '(' || kind === '{') depth++;
    if (kind === ')' || kind === '}') depth--;
    if (depth > maximumDepth) return token;
  }
  return undefined;
}
