import { type ResolvedEsql, resolvedEsql } from '../../../analysis/resolved-esql.js';
import type { FieldCatalogue } from '../../../fields/catalogue.js';
import { esqlLanguage } from '../../../query/esql/language.js';
import type { Expression, StatsCommand } from '../../../query/esql/syntax.js';
import { allCommands, walkExpression } from '../../../query/esql/walk.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'esql-distinct-constant',
  severity: 'warning',
  language: esqlLanguage,
  summary: 'COUNT_DISTINCT that is always 1',
  why: 'A constant, or a column of BY, has one value in each group, so a condition on the count holds for every group or for none.',
  avoid: `type = "esql"
language = "esql"
query = 'from logs-* | stats Esql.hosts = count_distinct(host.id) by host.id, user.name | where Esql.hosts > 3'`,
  prefer: `type = "esql"
language = "esql"
query = 'from logs-* | stats Esql.hosts = count_distinct(host.id) by user.name | where Esql.hosts > 3'`,

  check(analysis, report) {
    const esql = resolvedEsql(analysis);
    if (!esql) return;
    for (const command of allCommands(esql.tree)) {
      if (command.kind !== 'stats' && command.kind !== 'inline-stats') continue;
      for (const { value } of command.aggregates)
        walkExpression(value, (node) => {
          const [argument] = node.kind === 'call' && node.name === 'count_distinct' ? node.arguments : [];
          if (!argument) return;
          const isGroup = isGroupOf(argument, command, esql, analysis.catalogue);
          if (!isGroup && !esql.expressions.get(argument)?.typed.isConstant) return;
          report({
            span: analysis.queryToDocument(node.span),
            message: isGroup
              ? 'A column of BY has one value in each group, so this is always 1.'
              : 'A constant has one value, so this is always 1.',
            help: isGroup
              ? 'Count the values of another column, or remove it from BY.'
              : 'Count the values of a column, or use COUNT(*) to count rows.',
          });
        });
    }
  },
});

/** Returns whether rows are grouped by an expression that has one value in each group. */
function isGroupOf(
  argument: Expression,
  { groups }: StatsCommand,
  esql: ResolvedEsql,
  catalogue: FieldCatalogue,
): boolean {
  if (argument.kind !== 'column') return false;
  const { column } = esql.expressions.get(argument)?.typed ?? {};
  const isSingle =
    column?.lists === 'no' || (column?.field !== undefined && catalogue.get(column.field)?.array === false);
  return isSingle && groups.some(({ value }) => value.kind === 'column' && value.name === argument.name);
}
