import type { IToken } from 'chevrotain';
import type { Fix, Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import { tokenSpan } from '../recovery.js';
import type { LiteralPayload } from './literals.js';
import { Colon, LeftParenthesis, Not, Quoted, RangeOperator, Unquoted } from './tokens.js';

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
  tokens: readonly IToken[],
  first: Problem | undefined,
): Misreading | undefined {
  const open = openString(tokens, first !== undefined);
  if (open) return open;
  if (!first) return undefined;
  const at = tokens.findIndex((token) => tokenSpan(token).end > first.span.start);
  if (at < 0) return undefined;
  return (
    missingValue(tokens[at - 2], tokens[at - 1], tokens[at]!) ?? foreignOperator(tokens[at - 1], tokens[at]!)
  );
}

/**
 * Where a quote is missing, each quote behind it opens what it should close. Hardly any string goes over several lines,
 * or holds a clause and is followed by a word without a blank: the first that does is the one that is not closed.
 */
function openString(tokens: readonly IToken[], stumbled: boolean): Misreading | undefined {
  const last = tokens.find((token) => (token.payload as LiteralPayload | undefined)?.fault !== undefined);
  if (!last) return undefined;
  const first = tokens.find(
    (token, index) =>
      token.tokenType === Quoted &&
      (/[\r\n]/.test(token.image) || (holdsClause(token) && isTouched(token, tokens[index + 1]))),
  );
  if (!first && stumbled) return undefined;
  const { startOffset } = first ?? last;
  return {
    span: { start: startOffset, end: startOffset + 1 },
    message: 'this string is not closed',
    help: 'end it with "',
    open: true,
  };
}

function holdsClause({ image }: IToken): boolean {
  return /\s(?:and|or)\s|:\s*"$/i.test(image);
}

function isTouched({ startOffset, image }: IToken, next: IToken | undefined): boolean {
  return (
    next?.startOffset === startOffset + image.length &&
    (next.tokenType === Quoted || next.tokenType === Unquoted)
  );
}

/** `field: and other: value`: without the value the keyword is taken for the beginning of one. */
function missingValue(
  colon: IToken | undefined,
  value: IToken | undefined,
  stumbled: IToken,
): Misreading | undefined {
  if (!isComparison(colon) || value?.tokenType !== Unquoted) return undefined;
  if (!isComparison(stumbled) && stumbled.tokenType !== Not && stumbled.tokenType !== LeftParenthesis)
    return undefined;
  const keyword = /^(?:and|or)(?!\S)/i.exec(value.image)?.[0];
  if (keyword === undefined) return undefined;
  const start = value.startOffset;
  return { span: { start, end: start + keyword.length }, message: `expected a value, found [${keyword}]` };
}

function isComparison(token: IToken | undefined): boolean {
  return token?.tokenType === Colon || token?.tokenType === RangeOperator;
}

/** An operator of other languages at the end of an unquoted text. */
const operatorAtEnd = /(?<=\s|\w)(===?|=~?|!==?|<>|\bis(?:\s+not)?|\bequals|\bin|\blike|\bcontains)\s*$/i;

/** `field == "value"`: the operator is taken for a part of the field. */
function foreignOperator(text: IToken | undefined, stumbled: IToken): Misreading | undefined {
  if (text?.tokenType !== Unquoted) return undefined;
  if (stumbled.tokenType !== Quoted && stumbled.tokenType !== LeftParenthesis) return undefined;
  const match = operatorAtEnd.exec(text.image);
  if (!match || match.index === 0) return undefined;
  return foreign(text.startOffset + match.index, match[1]!);
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
