import type { Span } from '../../text/span.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import { tokenSpan } from '../token.js';
import { bareNot, colonInValue, openList } from './bare-values.js';
import { commas, foreignOperator, negatedOperator } from './foreign-operators.js';
import { keywordWithoutBlank } from './keyword-blanks.js';
import type { Misreading } from './misreading.js';
import type { KqlToken, KqlTokenKind } from './tokens.js';

/**
 * The mistake behind the first thing that the parser stumbled over, where that is known to mislead: a string that is
 * not closed, a value that is missing, an operator of another language.
 */
export function findMisreading(
  text: string,
  tokens: readonly KqlToken[],
  first: SyntaxProblem | undefined,
): Misreading | undefined {
  const other = first && otherLanguage(text);
  if (other) return other;
  const open = openString(tokens, first !== undefined);
  if (open) return open;
  if (!first) return undefined;
  const at = tokens.findIndex((token) => tokenSpan(token).end > first.span.start);
  if (at < 0) return undefined;
  return (
    missingValue(tokens[at - 2], tokens[at - 1], tokens[at]!) ??
    keywordTwice(tokens[at - 2], tokens[at - 1], tokens[at]!) ??
    keywordAtEnd(tokens, at) ??
    keywordWithoutBlank(tokens, at) ??
    foreignOperator(tokens, at) ??
    negatedOperator(tokens, at) ??
    foreignConnective(tokens[at - 1], tokens[at]!) ??
    commas(first, tokens, at) ??
    valuesInARow(first, tokens, at) ??
    (first.foundKind === 'end'
      ? undefined
      : (openList(text, tokens, at) ?? colonInValue(text, tokens, at))) ??
    bareNot(text, tokens, at) ??
    extraParenthesis(tokens, at)
  );
}

/** The language that a text begins as in, where that is another than KQL. */
export function languageOf(
  text: string,
): { readonly name: 'EQL' | 'ES|QL'; readonly span: Span } | undefined {
  const eql =
    /^\s*((?:\w+|"[^"]*")\s+where|(?:sequence|sample)\s+(?:by|with)|(?:sequence|sample)\s*(?=\[))\b/.exec(
      text,
    );
  const match = eql ?? /^\s*((?:from|FROM)\s+[\w*.,:-]+)(?=\s*\||\s+metadata\b)/i.exec(text);
  if (!match) return undefined;
  const end = match[0].length;
  return { name: eql ? 'EQL' : 'ES|QL', span: { start: end - match[1]!.length, end } };
}

function otherLanguage(text: string): Misreading | undefined {
  const found = languageOf(text);
  if (!found) return undefined;
  const language = found.name === 'EQL' ? 'eql' : 'esql';
  return {
    span: found.span,
    message: `this looks like ${found.name}, not like KQL`,
    help: `write language = "${language}" and type = "${language}" when it is ${found.name}`,
    open: true,
  };
}

/**
 * Where a quote is missing, each quote behind it opens what it should close. Hardly any string goes over several lines,
 * or holds a clause and is followed by a word without a blank: the first that does is the one that is not closed.
 */
function openString(tokens: readonly KqlToken[], stumbled: boolean): Misreading | undefined {
  const last = tokens.find((token) => token.content?.fault !== undefined);
  if (!last) return undefined;
  const first = tokens.find(
    (token, index) =>
      token.kind === 'quoted' &&
      (/[\r\n]/.test(token.image) || (holdsClause(token) && isTouched(token, tokens[index + 1]))),
  );
  if (!first && stumbled) return undefined;
  const { start } = first ?? last;
  return {
    span: { start, end: start + 1 },
    message: 'this string is not closed',
    help: 'end it with "',
    open: true,
  };
}

function holdsClause({ image }: KqlToken): boolean {
  return /\s(?:and|or)\s|:\s*"$/i.test(image);
}

function isTouched({ end }: KqlToken, next: KqlToken | undefined): boolean {
  return next?.start === end && (next.kind === 'quoted' || next.kind === 'unquoted');
}

/** `field: and other: value`: without the value the keyword is taken for the beginning of one. */
function missingValue(
  colon: KqlToken | undefined,
  value: KqlToken | undefined,
  stumbled: KqlToken,
): Misreading | undefined {
  if (!isComparison(colon) || value?.kind !== 'unquoted') return undefined;
  if (!isComparison(stumbled) && stumbled.kind !== 'not' && stumbled.kind !== '(') return undefined;
  const keyword = /^(?:and|or)(?!\S)/i.exec(value.image)?.[0];
  if (keyword === undefined) return undefined;
  const start = value.start;
  return { span: { start, end: start + keyword.length }, message: `expected a value, found [${keyword}]` };
}

/** `(a or or "b")`: the second keyword is taken for a value. */
function keywordTwice(
  keyword: KqlToken | undefined,
  value: KqlToken | undefined,
  stumbled: KqlToken,
): Misreading | undefined {
  if (keyword?.kind !== 'and' && keyword?.kind !== 'or') return undefined;
  if (value?.kind !== 'unquoted' || !/^(?:and|or)$/i.test(value.image.trim())) return undefined;
  const { start, end } = tokenSpan(value);
  return {
    span: { start, end },
    message: `[${value.image.trim()}] stands behind [${keyword.image.trim()}]`,
    help: 'remove one of the two',
    fix: {
      title: `Remove "${value.image.trim()}"`,
      edits: [{ span: { start, end: stumbled.start }, text: '' }],
    },
  };
}

/** `a: b and`: without a blank behind it the keyword is none. */
function keywordAtEnd(tokens: readonly KqlToken[], at: number): Misreading | undefined {
  const last = tokens[at]!;
  if (at < tokens.length - 1 || last.kind !== 'unquoted') return undefined;
  const keyword = /^(?:and|or)$/i.exec(last.image.trim())?.[0];
  return keyword === undefined
    ? undefined
    : { span: tokenSpan(last), message: `expected a condition behind [${keyword}], the query ends` };
}

function isComparison(token: KqlToken | undefined): boolean {
  return token?.kind === ':' || token?.kind === 'range';
}

/** `a && other: b`, `a | other: b` and `a && (b)`: the sign is taken for a part of the value. */
function foreignConnective(text: KqlToken | undefined, stumbled: KqlToken): Misreading | undefined {
  const behind = stumbled.kind === 'unquoted' ? /^(&&?|\|\|?)(?=\s|$)/.exec(stumbled.image) : undefined;
  if (behind) return connective(stumbled.start, behind[1]!);
  if (text?.kind !== 'unquoted') return undefined;
  const isEnd = stumbled.kind === '(' || stumbled.kind === 'quoted';
  if (!isEnd && !isComparison(stumbled)) return undefined;
  const match = (isEnd ? /(?<=^|\s)(&&?|\|\|?)\s*$/ : /(?<=\s)(&&?|\|\|?)\s/).exec(text.image);
  return match ? connective(text.start + match.index, match[1]!) : undefined;
}

function connective(start: number, sign: string): Misreading {
  const span = { start, end: start + sign.length };
  const keyword = sign.startsWith('&') ? 'and' : 'or';
  return {
    span,
    message: `KQL joins conditions with [${keyword}], not with [${sign}]`,
    help: `write ${keyword}`,
    fix: { title: `Replace with "${keyword}"`, edits: [{ span, text: keyword }] },
  };
}

/** `("a" "b")` */
function valuesInARow(first: SyntaxProblem, tokens: readonly KqlToken[], at: number): Misreading | undefined {
  const stumbled = tokens[at]!;
  if (first.wanted !== ')' || tokens[at - 1]?.kind !== 'quoted') return undefined;
  if (!isValue(stumbled)) return undefined;
  const end = tokens.findIndex((token, index) => index > at && !isValue(token));
  const values = tokens.slice(at, end < 0 ? undefined : end);
  // Two that touch are rather one with a quote too many.
  const areApart = [tokens[at - 1]!, ...values.slice(0, -1)].every((token, index) => {
    return token.end < values[index]!.start || /\s$/.test(token.image);
  });
  const edits = values.map(({ start }) => ({ span: { start, end: start }, text: 'or ' }));
  return {
    span: tokenSpan(stumbled),
    message: `expected [or] between two values, found [${stumbled.image.trim()}]`,
    help: 'write or between them',
    ...(areApart ? { fix: { title: 'Write "or" between them', edits } } : {}),
  };
}

function isValue({ kind }: KqlToken): boolean {
  return kind === 'quoted' || kind === 'unquoted';
}

function extraParenthesis(tokens: readonly KqlToken[], at: number): Misreading | undefined {
  const stumbled = tokens[at]!;
  if (stumbled.kind !== ')') return undefined;
  const before = tokens.slice(0, at + 1);
  const count = (kind: KqlTokenKind): number => before.filter((token) => token.kind === kind).length;
  if (count(')') <= count('(')) return undefined;
  return {
    span: tokenSpan(stumbled),
    message: 'nothing opens this [)]',
    help: 'remove it, or write a ( before',
  };
}
