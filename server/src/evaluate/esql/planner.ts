import { verifyEsql } from '../../query/esql/check.js';
import { esqlLanguage } from '../../query/esql/language.js';
import { plannedFilter } from '../plan/planned-filter.js';
import type { PlannedTableQuery } from '../plan/planned-query.js';
import { definePlanner, quotedWildcardHint } from '../plan/planner.js';
import { requireEvaluable, requirePatterns } from './evaluable.js';
import { schemaForEvents } from './events/schema-for-events.js';
import { tableQuery } from './table-query.js';

export const esqlPlanner = definePlanner({
  language: esqlLanguage,
  check(text, tree, context) {
    const schema = schemaForEvents(context, [], context.strict ? context : undefined);
    return verifyEsql(text, tree, schema).map(({ kind, ...problem }) => problem);
  },
  plan(tree, text, context): PlannedTableQuery {
    requireEvaluable(tree, context);
    requirePatterns(tree);
    const filter = plannedFilter({ kind: 'constant', value: true, span: tree.span }, tree.span, context.now);
    return { kind: 'table', filter, table: tableQuery(tree, text, context) };
  },
  conditions: () => [],
  wildcardHint: quotedWildcardHint,
});
