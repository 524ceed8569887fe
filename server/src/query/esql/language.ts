import type { Span } from '../../text/span.js';
import {
  type ComparedValue,
  defineLanguage,
  type NamedField,
  type QueryPart,
  type QueryStep,
  type QueryString,
} from '../language.js';
import { checkEsql } from './check.js';
import { formatEsql } from './format/format.js';
import { meaningOf } from './format/meaning.js';
import { metadataTypes } from './metadata-fields.js';
import { parseEsql } from './parse.js';
import type { Column } from './resolve/columns.js';
import { type ResolvedEsql, resolveEsql } from './resolve/resolution.js';
import type { EsqlQuery, Expression } from './syntax.js';
import { allCommands, eachExpression, expressionsOf, walkExpression } from './walk.js';

/** The Elasticsearch Query Language. */
export const esqlLanguage = defineLanguage<EsqlQuery, ResolvedEsql>({
  name: 'ES|QL',
  syntaxCode: 'esql-syntax',
  lineComment: '//',
  readsSource: true,
  parse: parseEsql,
  resolve: resolveEsql,
  check: checkEsql,
  parts: partsOf,
  indices: indicesOf,
  steps: stepsOf,
  strings: stringsOf,
  spans: spansOf,
  negations: negationsOf,
  meaning: meaningOf,
  format: formatEsql,
});

/** Returns the fields of the index that a query reads, and the values that they are compared with. */
function partsOf(
  tree: EsqlQuery,
  text: string,
  resolved: ResolvedEsql = resolveEsql(text, tree, { mappingOf: () => undefined }),
): readonly QueryPart[] {
  // Without a source command it is unknown which names are fields.
  if (tree.commands[0]?.kind === 'unknown') return [{ fields: [], values: () => [] }];
  const fields: NamedField[] = [];
  const columns = new Map<Expression, Column>();
  for (const [expression, { typed }] of resolved.expressions) {
    const { column } = typed;
    if (expression.kind !== 'column' || column?.origin !== 'field' || column.mayBeOfTable) continue;
    columns.set(expression, column);
    if (column.field === expression.name && !metadataTypes.has(expression.name))
      fields.push({ name: expression.name, optional: false, span: expression.span });
  }
  fields.sort((a, b) => a.span.start - b.span.start);
  return [{ fields, values: () => valuesIn(tree, columns) }];
}

/** Returns the index patterns after FROM, including those of subqueries. */
function indicesOf(tree: EsqlQuery): readonly string[] {
  const patterns = allCommands(tree).flatMap((command) =>
    command.kind === 'from'
      ? command.sources.flatMap((source) => ('kind' in source ? [] : source.text.split(',')))
      : [],
  );
  return [...new Set(patterns.map((pattern) => pattern.trim()))].filter((pattern) => pattern !== '');
}

/** Returns the commands of a query. */
function stepsOf({ commands }: EsqlQuery): {
  readonly isSequence: boolean;
  readonly steps: readonly QueryStep[];
} {
  const steps = commands.map(({ name, nameSpan, span }) => ({
    name,
    span,
    conditionSpan: { start: nameSpan.end, end: span.end },
  }));
  return { isSequence: false, steps };
}

function valuesIn(tree: EsqlQuery, columns: ReadonlyMap<Expression, Column>): readonly ComparedValue[] {
  const values: ComparedValue[] = [];
  const add = (
    subject: Expression,
    operator: string,
    others: readonly Expression[],
    isPattern: boolean,
  ): void => {
    const field = columns.get(subject)?.field;
    if (field === undefined) return;
    for (const other of others) {
      if (other.kind !== 'string' && other.kind !== 'number' && other.kind !== 'boolean') continue;
      const value = String(other.value);
      values.push({ field, value, type: other.kind, operator, isPattern: isPattern && /[*?]/.test(value) });
    }
  };
  eachExpression(tree, (node) => {
    if (node.kind === 'comparison') {
      add(node.left, node.operator, [node.right], false);
      add(node.right, node.operator, [node.left], false);
    } else if (node.kind === 'in') add(node.value, 'in', node.items, false);
    else if (node.kind === 'pattern' && node.operator === 'like')
      add(node.value, 'like', node.patterns, true);
    else if (node.kind === 'match') add(node.value, ':', [node.query], false);
  });
  return values;
}

function stringsOf(tree: EsqlQuery): readonly QueryString[] {
  const strings: QueryString[] = [];
  eachExpression(tree, (node) => {
    if (node.kind === 'string') strings.push({ text: node.value, span: node.span, escaped: !node.isRaw });
  });
  return strings.sort((a, b) => a.span.start - b.span.start);
}

function spansOf(tree: EsqlQuery): readonly Span[] {
  const spans: Span[] = [];
  for (const command of allCommands(tree)) {
    spans.push(command.span);
    for (const expression of expressionsOf(command))
      walkExpression(expression, ({ span }) => spans.push(span));
  }
  return spans;
}

function negationsOf(tree: EsqlQuery): readonly Span[] {
  const negated: Span[] = [];
  eachExpression(tree, (node) => {
    if (node.kind === 'not') negated.push(node.operand.span);
  });
  return negated;
}
