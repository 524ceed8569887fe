import { escapeUnquoted, quoteKql } from '../../query/kql/print.js';
import type { Target, TargetItem, TargetTest } from '../conversion/target.js';
import { isAnyRun, patternText, plainText } from '../parse/pattern.js';
import { Refusal } from '../refusal.js';
import type { Pattern } from '../syntax.js';
import { type Dialect, layOut, listText } from './layout.js';

const comparisons = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Prints a condition in KQL. Refuses what KQL does not support. */
export function printKqlCondition(condition: Target): string {
  return layOut(condition, dialect);
}

const dialect: Dialect<TargetItem> = {
  and: 'and',
  or: 'or',
  not: 'not',
  leaf: ({ field, type, test }, isNegated) => {
    // KQL does not accept `not not`.
    if (test.kind === 'missing') return isNegated ? `(not ${field} : *)` : `not ${field} : *`;
    if (test.kind === 'exists') return `${field} : *`;
    return testText(field, type === 'text', test);
  },
};

type ValueTest = Exclude<TargetTest, { readonly kind: 'missing' | 'exists' }>;

function testText(field: string, isText: boolean, test: ValueTest): string {
  switch (test.kind) {
    case 'like':
      return anyOf(
        field,
        test.patterns.map((pattern) => (isText ? wordsText(pattern) : valueText(pattern))),
      );
    case 'cidr':
      return anyOf(field, test.blocks.map(quoteKql));
    case 'compare':
      return `${field} ${comparisons[test.comparison]} ${test.value}`;
    case 'numbers':
      return anyOf(field, test.values.map(String));
    case 'boolean':
      return `${field} : ${test.value}`;
    case 'addresses':
      return anyOf(field, test.values.map(quoteKql));
    default:
      throw new Refusal(
        'language',
        `KQL has no ${test.kind === 'regex' ? 'regular expressions' : 'comparison of two fields'}`,
      );
  }
}

function anyOf(field: string, values: readonly string[]): string {
  return values.length === 1 ? `${field} : ${values[0]}` : listText(`${field} : `, values, ' or');
}

function valueText(pattern: Pattern): string {
  const plain = plainText(pattern);
  if (plain !== undefined) return quoteKql(plain);
  if (pattern.some((part) => typeof part !== 'string' && part.wildcard === '?'))
    throw new Refusal('language', 'KQL has no wildcard for a single character');
  return pattern.map((part) => (typeof part === 'string' ? escapeUnquoted(part) : '*')).join('');
}

/** Prints the test of a text field, which is searched by words. */
function wordsText(pattern: Pattern): string {
  const inner = pattern.slice(isAnyRun(pattern[0]) ? 1 : 0, isAnyRun(pattern.at(-1)) ? -1 : undefined);
  const plain = plainText(inner);
  if (plain === undefined || plain.trim() === '')
    throw new Refusal(
      'language',
      `KQL searches text fields by whole words, and cannot find "${patternText(pattern)}"`,
    );
  return quoteKql(plain);
}

/**
 * Returns how a KQL condition differs from Sigma's: KQL is case-sensitive, and compares text fields by words.
 */
export function kqlDifferences(
  items: readonly TargetItem[],
): { readonly code: string; readonly message: string }[] {
  const isCased = ({ type, test }: TargetItem): boolean =>
    type !== 'text' &&
    test.kind === 'like' &&
    !test.cased &&
    test.patterns.some((pattern) =>
      pattern.some((part) => typeof part === 'string' && part.toLowerCase() !== part.toUpperCase()),
    );
  return [
    ...(items.some(isCased)
      ? [
          {
            code: 'case',
            message: 'KQL is case-sensitive: the rule only finds values in the same case',
          },
        ]
      : []),
    ...(items.some(({ type }) => type === 'text')
      ? [
          {
            code: 'words',
            message: 'KQL searches text fields by whole words, but Sigma finds any part of a word',
          },
        ]
      : []),
  ];
}

/** Returns whether KQL has the same meaning as Sigma. */
export function isExactInKql(items: readonly TargetItem[]): boolean {
  return (
    kqlDifferences(items).length === 0 &&
    items.every(({ test }) => test.kind !== 'regex' && test.kind !== 'reference')
  );
}
