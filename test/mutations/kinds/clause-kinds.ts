import type { Span } from '../../../server/src/text/span.js';
import type { MutationKind, Original } from '../mutant.js';
import { conditionsOf, expressionsOf, queryKind, replaceInQuery, written } from './query-edits.js';

/** Returns whether an event has at most one string in the field, and it can be any string. */
const holdsOneText = ({ analysis: { catalogue } }: Original, field: string): boolean => {
  const known = catalogue.get(field);
  const isText = known?.mapping.type === 'keyword' || known?.mapping.type === 'wildcard';
  return isText && known.array === false && !known.values && !field.endsWith('dataset');
};

interface Exclusion {
  readonly span: Span;
  readonly field: string;
  readonly value: string;
}

function eqlComparisons(original: Original): Exclusion[] {
  return expressionsOf(original).flatMap((node): Exclusion[] => {
    if (node.kind !== 'comparison' || node.left.kind !== 'field' || node.right.kind !== 'string') return [];
    if (node.operator !== '==' && node.operator !== '!=') return [];
    const field = node.left.name;
    return holdsOneText(original, field)
      ? [{ span: node.span, field, value: written(original, node.right.span) }]
      : [];
  });
}

function kqlComparisons(original: Original): Exclusion[] {
  return conditionsOf(original).flatMap((node): Exclusion[] => {
    if (node.kind !== 'is' || !node.field || node.field.pieces || node.value.pieces) return [];
    const field = node.field.text;
    const span = { start: node.field.span.start, end: node.value.span.end };
    const gap = written(original, { start: node.field.span.end, end: node.value.span.start });
    return /^\s*:\s*$/.test(gap) && holdsOneText(original, field) && node.value.constant === undefined
      ? [{ span, field, value: written(original, node.value.span) }]
      : [];
  });
}

/** In an exclusion they exclude everything. */
const always = ['clause-always-true', 'clause-contradiction'];

/** Clauses that match more or less than intended. */
export const clauseKinds: readonly MutationKind[] = [
  queryKind('EQL: exclusions joined with "or"', always, eqlComparisons, (one, original) =>
    replaceInQuery(original, one.span, `(${one.field} != ${one.value} or ${one.field} != "another value")`),
  ),
  queryKind('KQL: exclusions joined with "or"', always, kqlComparisons, (one, original) =>
    replaceInQuery(
      original,
      one.span,
      `(not ${one.field}: ${one.value} or not ${one.field}: "another value")`,
    ),
  ),
  queryKind(
    'block of all addresses',
    ['block-of-all'],
    ({ analysis: { rule }, eql, kql }) =>
      eql || kql ? [...(rule.query?.text ?? '').matchAll(/(?<=\b\d+\.\d+\.\d+\.\d+)\/\d+/g)] : [],
    (match, original) => {
      const span = { start: match.index, end: match.index + match[0].length };
      return replaceInQuery(original, span, '/0', { start: span.start - 16, end: span.end });
    },
  ),
];
