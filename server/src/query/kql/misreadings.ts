import type { Span } from '../../text/span.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { kqlProblem } from './messages.js';
import { keywordMistakes } from './misread-keywords.js';
import { operatorMistakes } from './misread-operators.js';
import { valueMistakes } from './misread-values.js';
import { findMistake, isOneOf, literals } from './stumble.js';
import type { KqlToken } from './tokens.js';

/** Known mistakes, those before others that they are rather than them. */
const mistakes = [...keywordMistakes, ...operatorMistakes, ...valueMistakes];

/** Kinds of mistakes behind which nothing can be read. */
const hiding: ReadonlySet<string> = new Set([
  'other-language',
  'unclosed-string',
  'clause-in-list',
  'colon-in-value',
]);

/** Whether what is found behind a mistake follows from it. */
export function hidesRest({ kind }: SyntaxProblem): boolean {
  return hiding.has(kind);
}

/**
 * The mistake behind the first thing that the parser stumbled over, where that is known to mislead: a string that is
 * not closed, a value that is missing, an operator of another language.
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

/** A language that is taken for KQL. */
interface OtherLanguage {
  readonly name: 'EQL' | 'ES|QL';
  readonly language: 'eql' | 'esql';
  /** What shows it. */
  readonly span: Span;
}

/** The language that a text begins as in, where that is another than KQL. */
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
 * Where a quote is missing, each quote behind it opens what it should close. Hardly any string goes over several lines,
 * or holds a clause and is followed by a word without a blank: the first that does is the one that is not closed.
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
