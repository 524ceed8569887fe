import type { Fix, Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { tokenSpan } from '../token.js';
import { windowsPathAt } from './backslashes.js';
import type { KqlToken, KqlTokenKind } from './tokens.js';

/** A mistake that shows elsewhere than where it was made, or as something else. */
export interface Misreading {
  readonly span: Span;
  readonly message: string;
  readonly help?: string;
  readonly fix?: Fix;
  /** Nothing behind it can be read. */
  readonly open?: true;
}

/**
 * The mistake behind the first thing that the parser stumbled over, where that is known to mislead: a string that is
 * not closed, a value that is missing, an operator of another language.
 */
export function findMisreading(
  text: string,
  tokens: readonly KqlToken[],
  first: Problem | undefined,
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
    foreignOperator(tokens[at - 1], tokens[at]!) ??
    foreignConnective(tokens[at - 1], tokens[at]!) ??
    commas(tokens, at) ??
    valuesInARow(first, tokens[at - 1], tokens[at]!) ??
    colonInValue(text, tokens[at - 2], tokens[at - 1], tokens[at]!) ??
    bareNot(tokens[at - 1], tokens[at]!) ??
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

/** An operator of other languages at the end of an unquoted text. */
const operatorAtEnd = /(?<=\s|\w)(===?|=~?|!==?|<>|\bis(?:\s+not)?|\bequals|\bin|\blike|\bcontains)\s*$/i;

/** `field == "value"`: the operator is taken for a part of the field. */
function foreignOperator(text: KqlToken | undefined, stumbled: KqlToken): Misreading | undefined {
  if (text?.kind !== 'unquoted') return undefined;
  if (stumbled.kind !== 'quoted' && stumbled.kind !== '(') return undefined;
  const match = operatorAtEnd.exec(text.image);
  if (!match || match.index === 0) return undefined;
  return foreign(text.start + match.index, match[1]!);
}

function foreign(start: number, operator: string): Misreading {
  const span = { start, end: start + operator.length };
  const negated = /^!|^<>|not$/i.test(operator);
  return {
    span,
    message: `KQL compares with [:], not with [${operator}]`,
    ...(negated
      ? { help: 'write "not field: value"' }
      : { fix: { title: 'Replace with ":"', edits: [{ span, text: ':' }] } }),
  };
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

/** `("a", "b")` */
function commas(tokens: readonly KqlToken[], at: number): Misreading | undefined {
  const places: Span[] = [];
  for (let index = at; ; index += 2) {
    const token = tokens[index];
    if (tokens[index - 1]?.kind !== 'quoted' || token?.kind !== 'unquoted') break;
    if (token.image.trim() !== ',') break;
    places.push({ start: token.start, end: token.end });
  }
  const [first] = places;
  return (
    first && {
      span: { start: first.start, end: first.start + 1 },
      message: 'KQL lists values with [or], not with [,]',
      help: 'write or',
      fix: { title: 'Replace with "or"', edits: places.map((span) => ({ span, text: ' or ' })) },
    }
  );
}

/** `("a" "b")` */
function valuesInARow(
  first: Problem,
  before: KqlToken | undefined,
  stumbled: KqlToken,
): Misreading | undefined {
  if (!first.message.startsWith('expected [)]') || before?.kind !== 'quoted') return undefined;
  if (stumbled.kind !== 'quoted' && stumbled.kind !== 'unquoted') return undefined;
  const span = tokenSpan(stumbled);
  const at = { start: span.start, end: span.start };
  return {
    span,
    message: `expected [or] between two values, found [${stumbled.image.trim()}]`,
    help: 'write or between them',
    fix: { title: 'Write "or" between them', edits: [{ span: at, text: 'or ' }] },
  };
}

/** What stands before a value, also before one in a list. */
const beforeValue: readonly (KqlTokenKind | undefined)[] = [':', '(', 'or', 'and', 'not'];

/** `field: C:\\Windows`: the colon ends the value. */
function colonInValue(
  text: string,
  before: KqlToken | undefined,
  value: KqlToken | undefined,
  stumbled: KqlToken,
): Misreading | undefined {
  if (value?.kind !== 'unquoted' || stumbled.kind !== ':') return undefined;
  if (!beforeValue.includes(before?.kind)) return undefined;
  const { image } = value;
  const start = value.start + image.length;
  if (/\s/.test(image)) {
    // The last word is the field of the next clause.
    const word = /\S+$/.exec(image);
    if (!word || !/^[\w@.-]+$/.test(word[0])) return undefined;
    const field = { start: value.start + word.index, end: start };
    return { span: field, message: `expected [and] or [or] before [${word[0]}]` };
  }
  const span = { start, end: start + 1 };
  return {
    span,
    message: 'a colon within a value must be escaped',
    help: 'put the value in double quotes, or write \\: for the colon',
    fix: windowsPathAt(text, value.start) ?? {
      title: 'Write \\:',
      edits: [{ span, text: '\\:' }],
    },
    open: true,
  };
}

/** `a: b not c: d` */
function bareNot(before: KqlToken | undefined, stumbled: KqlToken): Misreading | undefined {
  const isBehindClause = ['quoted', 'unquoted', ')'].includes(before?.kind ?? '');
  if (stumbled.kind !== 'not' || !isBehindClause) return undefined;
  const start = stumbled.start;
  return {
    span: { start, end: start + 3 },
    message: 'expected [and] or [or], found [not]',
    help: 'write and not',
    fix: { title: 'Write "and not"', edits: [{ span: { start, end: start }, text: 'and ' }] },
  };
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
