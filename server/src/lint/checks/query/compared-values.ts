import type { Analysis } from '../../../analysis/analysis.js';
import { perAnalysis } from '../../../analysis/per-analysis.js';
import { type EqlPredicate, eqlPredicates, kqlClauses } from '../../../analysis/query-parts.js';
import type { ValueList } from '../../../fields/catalogue.js';
import { familyOf } from '../../../fields/field-type.js';
import { printString } from '../../../query/eql/print.js';
import type { Expression, Field, StringLiteral } from '../../../query/eql/syntax.js';
import { kqlLanguage } from '../../../query/kql/language.js';
import { printKqlValue } from '../../../query/kql/print.js';
import { nearestNames } from '../../../text/nearest.js';
import type { Fix } from '../../../text/problem.js';
import { overlaps, type Span } from '../../../text/span.js';
import { isMisread } from './misread-names.js';

/** A string that an EQL or KQL query compares with a whole field. */
export interface ComparedValue {
  readonly field: string;
  readonly text: string;
  /** The span in the query. */
  readonly span: Span;
  readonly caseInsensitive: boolean;
  /** Returns another string in the same notation. */
  write(text: string): string;
}

/** Returns whether the caller wants the values of a field. */
type Wanted = (field: string) => boolean;

/**
 * Returns the strings that a query compares with some fields, except patterns and ranges, in source order.
 */
export function comparedValues(analysis: Analysis, wanted: Wanted): ComparedValue[] {
  return [...eqlValues(analysis, wanted), ...kqlValues(analysis, wanted)];
}

function eqlValues(analysis: Analysis, wanted: Wanted): ComparedValue[] {
  const found: ComparedValue[] = [];
  for (const predicate of eqlPredicates(analysis)) noteTexts(predicate, wanted, found);
  return found;
}

/** Adds the strings of `==`, `!=`, `in`, `:` and `like`, except those with wildcards. */
function noteTexts(predicate: EqlPredicate, wanted: Wanted, found: ComparedValue[]): void {
  switch (predicate.kind) {
    case 'comparison': {
      const { operator, left, right } = predicate;
      if (operator !== '==' && operator !== '!=') return;
      const [field, literal] = left.kind === 'field' ? [left, right] : [right, left];
      if (isWanted(field, wanted)) notePlain(field, [literal], false, found);
      return;
    }
    case 'membership': {
      const { subject, items, caseInsensitive } = predicate;
      if (isWanted(subject, wanted)) notePlain(subject, items, caseInsensitive, found);
      return;
    }
    case 'pattern-match': {
      const { subject, operator, patterns } = predicate;
      if (operator === 'regex' || operator === 'regex~') return;
      if (isWanted(subject, wanted)) notePlain(subject, patterns, operator !== 'like', found);
      return;
    }
    case 'call':
  }
}

function isWanted(subject: Expression, wanted: Wanted): subject is Field {
  return subject.kind === 'field' && wanted(subject.name);
}

/** Treats a string with wildcards as an intended pattern, even if it is not one. */
function notePlain(
  { name: field }: Field,
  items: readonly Expression[],
  caseInsensitive: boolean,
  found: ComparedValue[],
): void {
  for (const literal of items) {
    if (literal.kind !== 'string' || /[*?]/.test(literal.value)) continue;
    const { value: text, span } = literal;
    found.push({ field, text, span, caseInsensitive, write: (other) => writeEql(literal, other) });
  }
}

function writeEql({ raw }: StringLiteral, text: string): string {
  return raw ? `"""${text}"""` : printString(text);
}

/**
 * Returns the strings of `field: value`. Keywords are compared case-sensitively, analysed text is not
 * (docs/semantics/kql.md#types).
 */
function kqlValues(analysis: Analysis, wanted: Wanted): ComparedValue[] {
  const { catalogue } = analysis;
  const kql = analysis.parsed(kqlLanguage);
  /** At a syntax error, values may not be what was meant. */
  const isBroken = (span: Span): boolean =>
    kql?.problems.some((problem) => overlaps(problem.span, { start: span.start - 1, end: span.end + 1 })) ===
    true;
  const found: ComparedValue[] = [];
  for (const { node, field } of kqlClauses(analysis)) {
    if (node.kind !== 'is' || field === undefined || node.value.pieces || node.field?.pieces) continue;
    const { text, span, constant } = node.value;
    if (constant !== undefined || !wanted(field) || isBroken(span) || isMisread(node.value)) continue;
    const type = catalogue.get(field)?.mapping.type ?? 'keyword';
    const caseInsensitive = type === 'text' || type === 'match_only_text' || familyOf(type) !== 'string';
    const write = (other: string): string => printKqlValue({ ...node.value, text: other });
    found.push({ field, text, span, caseInsensitive, write });
  }
  return found;
}

/** A value that is not in the list of its field. */
export interface UnlistedValue extends ComparedValue {
  readonly list: ValueList;
  /** The listed value that was probably meant. */
  readonly nearest: string | undefined;
}

/** Compared values that the field is not known to have, for all lints about values. */
export const unlistedValues = perAnalysis((analysis): readonly UnlistedValue[] => {
  const listOf = (field: string): ValueList | undefined => analysis.catalogue.get(field)?.values;
  return comparedValues(analysis, (field) => listOf(field) !== undefined).flatMap((compared) =>
    unlisted(compared, listOf(compared.field)!),
  );
});

function unlisted(compared: ComparedValue, list: ValueList): UnlistedValue[] {
  const { text, caseInsensitive } = compared;
  const folded = text.toLowerCase();
  const listed = list.values.some(
    ({ value }) => value === text || (caseInsensitive && value.toLowerCase() === folded),
  );
  if (listed || text === '') return [];
  const ecs = list.values.filter(({ origin }) => origin === 'ecs').map(({ value }) => value);
  const nearest =
    nearestNames(text, ecs)[0] ??
    nearestNames(
      text,
      list.values.map(({ value }) => value),
    )[0];
  return [{ ...compared, list, nearest }];
}

/** Returns a fix that replaces a value of the query. The edit is in the query. */
export function replaceValue({ span, text, write }: ComparedValue, value: string): Fix {
  return { title: `Replace "${text}" with "${value}"`, edits: [{ span, text: write(value) }] };
}

/** Lists some values for a message: `"a", "b" and 12 more`. */
export function someValues(list: ValueList): string {
  const values = list.values.filter(({ origin }) => origin === 'ecs').map(({ value }) => `"${value}"`);
  if (values.length <= 8) return values.join(', ');
  return `${values.slice(0, 6).join(', ')} and ${values.length - 6} more`;
}
