import { writtenName } from '../../query/esql/written-name.js';
import { writtenString } from '../../query/esql/written-string.js';
import { lowerCase } from '../../query/patterns/case.js';
import { printRegex } from '../conversion/regex.js';
import type { Target, TargetItem, TargetTest } from '../conversion/target.js';
import { mapPlain, plainText } from '../parse/pattern.js';
import { Refusal } from '../refusal.js';
import type { Pattern } from '../syntax.js';
import { type Dialect, inBrackets, layOut, listText } from './layout.js';

const comparisons = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Prints a condition in ES|QL. Refuses fields with possibly several values, which ES|QL compares as null. */
export function printEsqlCondition(condition: Target): string {
  return layOut(condition, dialect);
}

const dialect: Dialect<TargetItem> = {
  and: 'AND',
  or: 'OR',
  not: 'NOT',
  leaf: (item, isNegated) => {
    const { field, type, test } = item;
    const name = writtenName(field);
    if (test.kind === 'missing') return `${name} IS NULL`;
    if (test.kind === 'exists') return `${name} IS NOT NULL`;
    if (type === 'multi' && categorizations.has(field) && test.kind === 'like')
      return categorizationText(
        name,
        test.patterns.map((pattern) => plainText(pattern) ?? ''),
      );
    if (type === 'multi')
      throw new Refusal('language', `ES|QL compares "${field}", which can have several values, as null`);
    const text = testText(name, test);
    return isNegated ? `COALESCE(${text}, false)` : text;
  },
};

/** Fields that contain a list of values prescribed by ECS. */
const categorizations: ReadonlySet<string> = new Set(['event.category', 'event.type']);

/**
 * Prints a test of a list, whose values are searched in a single string because ES|QL compares a list as
 * null.
 */
function categorizationText(field: string, values: readonly string[]): string {
  const list = `CONCAT(",", COALESCE(MV_CONCAT(${field}, ","), ""), ",")`;
  const parts = values.map((value) => `${list} LIKE ${writtenString(`*,${value},*`)}`);
  return parts.length === 1 ? parts[0]! : inBrackets(parts.join(' OR\n'));
}

type ValueTest = Exclude<TargetTest, { readonly kind: 'missing' | 'exists' }>;

function testText(field: string, test: ValueTest): string {
  switch (test.kind) {
    case 'like':
      return likeText(field, test.patterns, test.cased);
    case 'regex':
      return `${field} RLIKE ${writtenString(printRegex(test.node, test.ignoreCase))}`;
    case 'cidr':
      return listText('CIDR_MATCH', [field, ...test.blocks.map(writtenString)]);
    case 'compare':
      return `${field} ${comparisons[test.comparison]} ${test.value}`;
    case 'numbers':
      return anyOf(field, test.values.map(String));
    case 'boolean':
      return `${field} == ${test.value}`;
    case 'addresses':
      return anyOf(field, test.values.map(writtenString));
    case 'reference':
      return referenceText(field, test);
  }
}

function anyOf(value: string, constants: readonly string[]): string {
  return constants.length === 1 ? `${value} == ${constants[0]}` : listText(`${value} IN `, constants);
}

function likeText(field: string, patterns: readonly Pattern[], cased: boolean): string {
  const value = cased ? field : `TO_LOWER(${field})`;
  const written = cased ? patterns : patterns.map((pattern) => mapPlain(pattern, lowerCase));
  const plain = written.flatMap((pattern) => plainText(pattern) ?? []);
  const others = written.filter((pattern) => plainText(pattern) === undefined);
  const parts = [
    ...(plain.length > 0 ? [anyOf(value, plain.map(writtenString))] : []),
    ...others.map((pattern) => `${value} LIKE ${writtenString(wildcardText(pattern))}`),
  ];
  if (parts.length === 1) return parts[0]!;
  const line = parts.join(' OR ');
  return inBrackets(line.length <= 90 ? line : parts.join(' OR\n'));
}

function wildcardText(pattern: Pattern): string {
  return pattern
    .map((part) => (typeof part === 'string' ? part.replace(/[\\*?]/g, '\\$&') : part.wildcard))
    .join('');
}

function referenceText(
  field: string,
  { field: other, affix, cased }: TargetTest & { readonly kind: 'reference' },
): string {
  const [left, right] = [field, writtenName(other)].map((name) => (cased ? name : `TO_LOWER(${name})`));
  switch (affix) {
    case 'equals':
      return `${left} == ${right}`;
    case 'contains':
      return `LOCATE(${left}, ${right}) > 0`;
    case 'startswith':
      return `STARTS_WITH(${left}, ${right})`;
    case 'endswith':
      return `ENDS_WITH(${left}, ${right})`;
  }
}
