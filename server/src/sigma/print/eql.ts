import { printFieldName, printString } from '../../query/eql/print.js';
import { hasClass, printRegex, type RegexNode } from '../conversion/regex.js';
import type { Target, TargetItem, TargetTest } from '../conversion/target.js';
import { plainText } from '../parse/pattern.js';
import type { Pattern } from '../syntax.js';
import { type Dialect, layOut, listText } from './layout.js';

const comparisons = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Prints a condition in EQL, without the category. */
export function printEqlCondition(condition: Target): string {
  return layOut(condition, dialect);
}

const dialect: Dialect<TargetItem> = {
  and: 'and',
  or: 'or',
  not: 'not',
  leaf(item, isNegated) {
    const field = fieldText(item);
    const { test } = item;
    if (test.kind === 'missing') return `${field} == null`;
    if (test.kind === 'exists') return `${field} != null`;
    const text = testText(field, test);
    // A function throws or returns null for a missing string, and so does its negation.
    if (test.kind === 'reference') return guarded([field, printFieldName(test.field)], text);
    // The same applies to a field that no index has.
    return isNegated && item.isOptional ? guarded([field], text) : text;
  },
};

function guarded(fields: readonly string[], text: string): string {
  return `(${fields.map((field) => `${field} != null`).join(' and ')} and ${text})`;
}

function fieldText({ field, isOptional }: TargetItem): string {
  return `${isOptional ? '?' : ''}${printFieldName(field)}`;
}

type ValueTest = Exclude<TargetTest, { readonly kind: 'missing' | 'exists' }>;

function testText(field: string, test: ValueTest): string {
  switch (test.kind) {
    case 'like':
      return likeText(field, test.patterns, test.cased);
    case 'regex':
      return regexText(field, test);
    case 'cidr':
      return listText('cidrMatch', [field, ...test.blocks.map(printString)]);
    case 'compare':
      return `${field} ${comparisons[test.comparison]} ${test.value}`;
    case 'numbers':
      return compareText(field, test.values.map(String), '==', 'in');
    case 'boolean':
      return `${field} == ${test.value}`;
    case 'addresses':
      return compareText(field, test.values.map(printString), '==', 'in');
    case 'reference':
      return referenceText(field, test);
  }
}

/**
 * Prints a regular expression. Lucene ignores the case of characters, but not of classes, so classes contain
 * both cases.
 */
function regexText(field: string, { node, ignoreCase }: ValueTest & { readonly kind: 'regex' }): string {
  const spelled = ignoreCase && hasClass(node);
  return `${field} ${ignoreCase && !spelled ? 'regex~' : 'regex'} ${printString(printRegex(node, spelled))}`;
}

function compareText(field: string, values: readonly string[], one: string, several: string): string {
  return values.length === 1
    ? `${field} ${one} ${values[0]}`
    : listText(`${field} ${several} `, [...new Set(values)]);
}

function likeText(field: string, patterns: readonly Pattern[], cased: boolean): string {
  const parts: string[] = [];
  const regexes = patterns.filter((pattern) => needsRegex(pattern, cased));
  const others = patterns.filter((pattern) => !needsRegex(pattern, cased));
  const exact = cased ? others.filter((pattern) => plainText(pattern) !== undefined) : [];
  const patterned = others.filter((pattern) => !exact.includes(pattern));
  const operator = cased ? 'like' : ':';
  if (exact.length > 0)
    parts.push(
      compareText(
        field,
        exact.map((pattern) => printString(plainText(pattern)!)),
        '==',
        'in',
      ),
    );
  if (patterned.length > 0)
    parts.push(
      compareText(
        field,
        patterned.map((pattern) => printString(wildcardText(pattern))),
        operator,
        operator,
      ),
    );
  if (regexes.length > 0) {
    const values = regexes.map((pattern) => printString(printRegex(regexOf(pattern))));
    parts.push(compareText(field, values, cased ? 'regex' : 'regex~', cased ? 'regex' : 'regex~'));
  }
  return parts.length === 1 ? parts[0]! : `(${parts.join(' or ')})`;
}

/**
 * Returns whether a pattern needs a regular expression: wildcards cannot be escaped in EQL, except that they
 * are literal with `==`.
 */
function needsRegex(pattern: Pattern, cased: boolean): boolean {
  if (cased && plainText(pattern) !== undefined) return false;
  return pattern.some((part) => typeof part === 'string' && /[*?]/.test(part));
}

function wildcardText(pattern: Pattern): string {
  return pattern.map((part) => (typeof part === 'string' ? part : part.wildcard)).join('');
}

/** Returns a regular expression that is equivalent to a pattern. */
export function regexOf(pattern: Pattern): RegexNode {
  const parts = pattern.flatMap((part): RegexNode[] => {
    if (typeof part === 'string') return [...part].map((character) => ({ kind: 'character', character }));
    const any: RegexNode = { kind: 'any' };
    return [part.wildcard === '?' ? any : { kind: 'repeat', part: any, quantifier: '*' }];
  });
  return { kind: 'sequence', parts };
}

const affixes = { contains: 'stringContains', startswith: 'startsWith', endswith: 'endsWith' } as const;

function referenceText(
  field: string,
  { field: other, affix, cased }: TargetTest & { readonly kind: 'reference' },
): string {
  const name = printFieldName(other);
  if (affix !== 'equals') return `${affixes[affix]}${cased ? '' : '~'}(${field}, ${name})`;
  if (cased) return `${field} == ${name}`;
  return `startsWith~(${field}, ${name}) and startsWith~(${name}, ${field})`;
}
