import { columnMentions } from '../../../server/src/analysis/esql-mentions.js';
import { resolvedEsql } from '../../../server/src/analysis/resolved-esql.js';
import type { Comparison } from '../../../server/src/query/esql/syntax.js';
import { eachExpression } from '../../../server/src/query/esql/walk.js';
import type { Span } from '../../../server/src/text/span.js';
import { misspell } from '../edits.js';
import type { MutationKind, Original } from '../mutant.js';
import { misspellField, queryKind, replaceInQuery, written } from './query-edits.js';

const unknownCodes = ['esql-unknown-column', 'field-unknown'];
const hasOwnText = (original: Original, span: Span, name: string): boolean =>
  written(original, span) === name;

/** Returns the spans that name a field of the index, or a column that the query created earlier. */
function uses(original: Original, isField: boolean): { readonly name: string; readonly span: Span }[] {
  return columnMentions(original.analysis).flatMap(({ mentions }) =>
    mentions.filter(
      ({ name, span, column, isDefinition }) =>
        !isDefinition &&
        hasOwnText(original, span, name) &&
        (isField
          ? column?.origin === 'field' && original.analysis.catalogue.knows(name)
          : column?.origin === 'computed' && column.field !== name),
    ),
  );
}

/** Returns the comparisons of a field with a constant. */
function comparisons(original: Original): Comparison[] {
  const tree = resolvedEsql(original.analysis)?.tree;
  const found: Comparison[] = [];
  if (tree)
    eachExpression(tree, (node) => {
      if (node.kind === 'comparison' && node.left.kind === 'column') found.push(node);
    });
  return found;
}

/** Returns the positions after STATS where a column of the index no longer exists. */
function lostColumns(
  original: Original,
): { readonly name: string; readonly at: number; readonly command: Span }[] {
  const resolved = resolvedEsql(original.analysis);
  return (resolved?.tree.commands ?? []).flatMap((command) => {
    if (command.kind !== 'stats') return [];
    const behind = resolved!.results.get(command)!;
    return uses(original, true)
      .filter(({ span, name }) => span.end < command.span.start && !behind.known.has(name))
      .map(({ name }) => ({ name, at: command.span.end, command: command.span }));
  });
}

/** Mistakes with ES|QL columns and types. */
export const esqlColumnKinds: readonly MutationKind[] = [
  queryKind(
    'ES|QL: misspelt field',
    unknownCodes,
    (original) => uses(original, true),
    ({ name, span }, original, random) => {
      const wrong = misspellField(name, original, random);
      return wrong === undefined || !/^[\w.@]+$/.test(wrong)
        ? undefined
        : replaceInQuery(original, span, wrong);
    },
  ),
  queryKind(
    'ES|QL: misspelt column',
    unknownCodes,
    (original) => uses(original, false),
    ({ name, span }, original, random) => {
      const wrong = misspell(name, random);
      const isOther =
        wrong === undefined || columnMentions(original.analysis).some((one) => one.name === wrong);
      return isOther || !/^[A-Za-z_][\w.]*[\w]$/.test(wrong)
        ? undefined
        : replaceInQuery(original, span, wrong);
    },
  ),
  queryKind('ES|QL: column lost by STATS', unknownCodes, lostColumns, ({ name, at }, original) => {
    const added = ` | where ${name} is not null`;
    const mutant = replaceInQuery(original, { start: at, end: at }, added, { start: at, end: at + 1 });
    return (
      mutant && {
        ...mutant,
        expected: mutant.expected.map(({ start }) => ({ start, end: start + added.length })),
      }
    );
  }),
  queryKind('ES|QL: wrong type', ['esql-type'], comparisons, ({ left, right }, original) => {
    const typed = resolvedEsql(original.analysis)!.expressions.get(left)?.typed;
    if (right.kind === 'string' && typed?.type === 'keyword')
      return replaceInQuery(original, right.span, '5', { start: left.span.start, end: right.span.end });
    if (right.kind === 'number' && (typed?.type === 'long' || typed?.type === 'integer'))
      return replaceInQuery(original, right.span, '"five"', { start: left.span.start, end: right.span.end });
    return undefined;
  }),
];
