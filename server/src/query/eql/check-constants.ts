import { isDateConstant } from '../../fields/dates.js';
import { type FieldMapping, familyOf } from '../../fields/field-type.js';
import { isValidAddress, isValidBlock } from '../../fields/ip-text.js';
import { compileJavaRegex } from '../patterns/java-regex.js';
import { parseLuceneRegex, RegexSyntaxError } from '../patterns/lucene/parse.js';
import type { CheckScope } from './check-scope.js';
import type { Expression, Field, PatternMatch, StringLiteral } from './syntax.js';

/** Checks that string constants can be parsed as the type of the field. Otherwise the search fails. */
export function checkConstantTexts(
  field: Expression,
  constants: readonly Expression[],
  scope: CheckScope,
): void {
  if (field.kind !== 'field') return;
  const mapping = scope.mappingOf(field.name);
  const family = mapping && familyOf(mapping.type);
  if (!mapping || (family !== 'ip' && family !== 'date')) return;
  for (const constant of constants) {
    if (constant.kind === 'string') checkConstantText(field, mapping, constant, scope);
  }
}

function checkConstantText(
  field: Field,
  { type, format }: FieldMapping,
  { value, span }: StringLiteral,
  scope: CheckScope,
): void {
  if (type === 'ip') {
    if (isValidAddress(value) || isValidBlock(value)) return;
    scope.report(span, `["${value}"] is not an IP address, as field [${field.name}] requires`);
  } else if (!isDateConstant(value, format))
    scope.report(
      span,
      `["${value}"] is not a date, as field [${field.name}] requires`,
      'write ISO 8601 such as 2026-01-31T12:00:00Z, or date math such as now-1d',
    );
}

/** The longest expression that Elasticsearch accepts on a field (setting `index.max_regex_length`). */
const longestRegex = 1_000;

/**
 * Checks that regular expressions are valid in the dialect that runs them: Lucene's on a field, Java's on
 * anything else.
 */
export function checkRegex({ subject, operator, patterns }: PatternMatch, scope: CheckScope): void {
  if (!operator.startsWith('regex')) return;
  for (const pattern of patterns) {
    if (pattern.kind !== 'string') continue;
    if (subject.kind === 'field' && pattern.value.length > longestRegex) {
      scope.report(pattern.span, `the regular expression has more than ${longestRegex} characters`);
      continue;
    }
    const fault = regexFault(pattern.value, subject.kind === 'field');
    if (fault) scope.report(placeOf(fault, pattern), `the regular expression is not valid: ${fault.message}`);
  }
}

function regexFault(pattern: string, onField: boolean): RegexSyntaxError | undefined {
  try {
    if (onField) parseLuceneRegex(pattern, false);
    else compileJavaRegex(pattern, false);
    return undefined;
  } catch (error) {
    if (error instanceof RegexSyntaxError) return error;
    throw error;
  }
}

/**
 * Returns the span of the faulty character if the pattern is in the query verbatim, or of the whole literal
 * if escapes shift positions.
 */
function placeOf({ at }: RegexSyntaxError, literal: StringLiteral): { start: number; end: number } {
  const quotes = literal.raw ? 3 : 1;
  const plain = literal.span.end - literal.span.start === literal.value.length + 2 * quotes;
  if (!plain) return literal.span;
  const start = literal.span.start + quotes + Math.min(at, literal.value.length - 1);
  return { start, end: start + 1 };
}
