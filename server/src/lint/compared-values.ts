import type { ValueList } from '../fields/catalogue.js';
import { familyOf } from '../fields/field-type.js';
import { printString } from '../query/eql/print.js';
import type { Expression, StringLiteral } from '../query/eql/syntax.js';
import { filtersOf, walkExpression } from '../query/eql/walk.js';
import { printKqlValue } from '../query/kql/print.js';
import { clausesOf } from '../query/kql/walk.js';
import { append } from '../text/append.js';
import { nearestNames } from '../text/nearest.js';
import type { Fix } from '../text/problem.js';
import { overlaps, type Span } from '../text/span.js';
import type { Analysis } from './analysis.js';
import { isMisread } from './misread-names.js';
import { perAnalysis } from './per-analysis.js';

/** A text that a query, in EQL or KQL, compares with a field as a whole. */
export interface ComparedValue {
  readonly field: string;
  readonly text: string;
  /** In the query. */
  readonly span: Span;
  readonly caseInsensitive: boolean;
  /** Another text, written as this one is. */
  write(text: string): string;
}

/** Says of which fields the values are looked at. */
type Wanted = (field: string) => boolean;

/** The texts that a query compares with some fields, without patterns and ranges, in the order of the text. */
export function comparedValues(analysis: Analysis, wanted: Wanted): ComparedValue[] {
  return [...eqlValues(analysis, wanted), ...kqlValues(analysis, wanted)];
}

function eqlValues({ eql }: Analysis, wanted: Wanted): ComparedValue[] {
  const found: ComparedValue[] = [];
  for (const filter of eql?.tree ? filtersOf(eql.tree) : []) {
    walkExpression(filter.condition, (node) => append(found, valuesIn(node, wanted)));
  }
  return found;
}

/** Of `==`, `!=`, `in`, `:` and `like`, without those with wildcards. */
function valuesIn(node: Expression, wanted: Wanted): ComparedValue[] {
  const pairs = (
    field: Expression,
    items: readonly Expression[],
    caseInsensitive: boolean,
  ): ComparedValue[] =>
    field.kind === 'field' && wanted(field.name) ? textsOf(field.name, items, caseInsensitive) : [];
  switch (node.kind) {
    case 'comparison': {
      if (node.operator !== '==' && node.operator !== '!=') return [];
      const [field, literal] = node.left.kind === 'field' ? [node.left, node.right] : [node.right, node.left];
      return pairs(field, [literal], false).filter(isPlain);
    }
    case 'membership':
      return pairs(node.subject, node.items, node.caseInsensitive).filter(isPlain);
    case 'pattern-match': {
      if (node.operator === 'regex' || node.operator === 'regex~') return [];
      const caseInsensitive = node.operator !== 'like';
      return pairs(node.subject, node.patterns, caseInsensitive).filter(isPlain);
    }
    default:
      return [];
  }
}

/** A text with a wildcard is meant as a pattern, also where it is none. */
function isPlain({ text }: ComparedValue): boolean {
  return !/[*?]/.test(text);
}

function textsOf(field: string, items: readonly Expression[], caseInsensitive: boolean): ComparedValue[] {
  return items.flatMap((literal): ComparedValue[] =>
    literal.kind === 'string'
      ? [
          {
            field,
            text: literal.value,
            span: literal.span,
            caseInsensitive,
            write: (text) => writeEql(literal, text),
          },
        ]
      : [],
  );
}

function writeEql({ raw }: StringLiteral, text: string): string {
  return raw ? `"""${text}"""` : printString(text);
}

/** Of `field: value`; keywords are compared with their case, analysed texts without (spec section 1.2). */
function kqlValues({ kql, catalogue }: Analysis, wanted: Wanted): ComparedValue[] {
  /** At a syntax error values are not what was meant. */
  const isBroken = (span: Span): boolean =>
    kql?.problems.some((problem) => overlaps(problem.span, { start: span.start - 1, end: span.end + 1 })) ===
    true;
  return clausesOf(kql?.tree?.condition).flatMap(({ node, field }): ComparedValue[] => {
    if (node.kind !== 'is' || field === undefined || !wanted(field)) return [];
    if (node.value.pieces || node.field?.pieces) return [];
    const { text, span, constant } = node.value;
    if (constant !== undefined || isBroken(span) || isMisread(node.value)) return [];
    const type = catalogue.get(field)?.mapping.type ?? 'keyword';
    const caseInsensitive = type === 'text' || type === 'match_only_text' || familyOf(type) !== 'string';
    return [
      { field, text, span, caseInsensitive, write: (other) => printKqlValue({ ...node.value, text: other }) },
    ];
  });
}

/** A value that is not in the list of its field. */
export interface UnlistedValue extends ComparedValue {
  readonly list: ValueList;
  /** The listed value that was probably meant. */
  readonly nearest: string | undefined;
}

/** Compared values that the field is not known to hold, for all lints about values. */
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

/** Replaces a value of the query; the edit is in the query. */
export function replaceValue({ span, text, write }: ComparedValue, value: string): Fix {
  return { title: `Replace "${text}" with "${value}"`, edits: [{ span, text: write(value) }] };
}

/** Some values of a list for a message: `"a", "b" and 12 more`. */
export function someValues(list: ValueList): string {
  const values = list.values.filter(({ origin }) => origin === 'ecs').map(({ value }) => `"${value}"`);
  if (values.length <= 8) return values.join(', ');
  return `${values.slice(0, 6).join(', ')} and ${values.length - 6} more`;
}
