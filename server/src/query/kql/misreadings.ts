import type { Span } from '../../text/span.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { kqlProblem } from './messages.js';
import { keywordMistakes } from './misread-keywords.js';
import { operatorMistakes } from './misread-operators.js';
import { valueMistakes } from './misread-values.js';
import { findMistake, isOneOf, literals } from './stumble.js';
import type { KqlToken } from './tokens.js';

/** Known mistakes, with specific ones before the general ones that they resemble. */
const mistakes = [...keywordMistakes, ...operatorMistakes, ...valueMistakes];

/** Kinds of mistakes after which nothing can be read. */
const hiding: ReadonlySet<string> = new Set([
  'other-language',
  'unclosed-string',
  'clause-in-list',
  'colon-in-value',
]);

/** Returns whether later problems follow from a mistake. */
export function hidesRest({ kind }: SyntaxProblem): boolean {
  return hiding.has(kind);
}

/**
 * Finds the mistake behind the parser's first problem, if that is known to mislead: an unclosed string, a
 * missing value, an operator of another language.
 */
export function findMisreading(
  text: string,
  tokens: readonly KqlToken[],
  first: SyntaxProblem | undefined,
): SyntaxProblem | undefined {
  const other = first && languageOf(text);
  if (other) return kqlProblem('other-language', { span: other.span }, other.name, other.language);
  const open = openString(tokens, first !== undefined);
  if (open || !first) return open;
  const at = tokens.findIndex((token) => tokenSpan(token).end > first.span.start);
  return at < 0 ? undefined : findMistake(mistakes, { text, tokens, first, at });
}

/** A language that was used in place of KQL. */
interface OtherLanguage {
  readonly name: 'EQL' | 'ES|QL';
  readonly language: 'eql' | 'esql';
  /** The span that shows it. */
  readonly span: Span;
}

/** Returns the language that a query begins in, if it is not KQL. */
export function languageOf(text: string): OtherLanguage | undefined {
  const eql =
    /^\s*((?:\w+|"[^"]*")\s+where|(?:sequence|sample)\s+(?:by|with)|(?:sequence|sample)\s*(?=\[))\b/.exec(
      text,
    );
  const match = eql ?? /^\s*((?:from|FROM)\s+[\w*.,:-]+)(?=\s*\||\s+metadata\b)/i.exec(text);
  if (!match) return undefined;
  const end = match[0].length;
  const span = { start: end - match[1]!.length, end };
  return eql ? { name: 'EQL', language: 'eql', span } : { name: 'ES|QL', language: 'esql', span };
}

/**
 * Finds the string whose quote is missing: each later quote opens a string where it should close one. Hardly
 * any string spans several lines, or contains a clause and is followed by a word without a space: the first
 * that does is the unclosed one.
 */
function openString(tokens: readonly KqlToken[], stumbled: boolean): SyntaxProblem | undefined {
  const last = tokens.find((token) => token.content?.fault !== undefined);
  if (!last) return undefined;
  const first = tokens.find(
    (token, index) =>
      token.kind === 'quoted' &&
      (/[\r\n]/.test(token.image) || (holdsClause(token) && isTouched(token, tokens[index + 1]))),
  );
  if (!first && stumbled) return undefined;
  const { start } = first ?? last;
  return kqlProblem('unclosed-string', { span: { start, end: start + 1 } });
}

function holdsClause({ image }: KqlToken): boolean {
  return /\s(?:and|or)\s|:\s*"$/i.test(image);
}

function isTouched({ end }: KqlToken, next: KqlToken | undefined): boolean {
  return isOneOf(next, literals) && next.start === end;
}
