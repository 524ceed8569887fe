import { isAggregating } from '../../query/esql/aggregating.js';
import { verifyEsql } from '../../query/esql/check.js';
import { esqlLanguage } from '../../query/esql/language.js';
import type { EsqlQuery } from '../../query/esql/syntax.js';
import { once } from '../../text/once.js';
import { EvaluationError } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import type { TableAnswer, TableQuery } from '../plan/planned-table.js';
import { mapList } from '../storage/map-list.js';
import { memoryStorage } from '../storage/memory-storage.js';
import { countClauses } from './count-clauses.js';
import { type EsqlInput, type EsqlTable, evaluateEsql } from './evaluate-esql.js';
import { leadingPlan } from './events/leading-plan.js';
import { leadingTest } from './events/leading-test.js';
import { schemaForEvents } from './events/schema-for-events.js';
import { streamEsql } from './events/stream.js';
import { traceTable } from './explain.js';
import { orEvaluationError } from './search-error.js';
import { jsonOf, shownType } from './table-json.js';

/** Returns an ES|QL query in a form that can process events. */
export function tableQuery(tree: EsqlQuery, text: string, context: PlanContext): TableQuery {
  const fields = once(() => fieldsOf(tree, text));
  return {
    tree,
    withTree: (changed) => tableQuery(changed, text, context),
    accepts: (changed) => verifyEsql(text, changed, schemaForEvents(context, [])).length === 0,
    commands: tree.commands,
    get fields() {
      return fields();
    },
    reader: () => {
      const test = once(() => leadingTest(text, tree, context));
      return {
        reads: (event) => orEvaluationError(tree, () => test().reads(event)),
        warnings: () => orEvaluationError(tree, () => test().warnings()),
      };
    },
    leading: leadingPlan(tree, text, context),
    isAggregating: isAggregating(tree),
    expanded: tree.commands.flatMap((command) => (command.kind === 'mv-expand' ? [command.column.text] : [])),
    run: (events, storage) => runTable(tree, text, { context, events, storage }),
    behind: (command, events) => runTable(tree, text, { context, events, commands: command + 1 }),
    stream: (storage = memoryStorage) => {
      const stream = streamEsql(text, tree, context, storage);
      return (
        stream && {
          push: (event) => orEvaluationError(tree, () => stream.push(event)),
          finish: () => orEvaluationError(tree, () => answerOf(stream.finish())),
        }
      );
    },
    countClauses: (events) => orEvaluationError(tree, () => countClauses(tree, text, context, events)),
    trace: (events, focus) => traceTable(tree, text, context, events, focus),
  };
}

function fieldsOf(tree: EsqlQuery, text: string): readonly string[] {
  const parts = esqlLanguage.parts?.(tree, text) ?? [];
  return [...new Set(parts.flatMap((part) => part.fields.map(({ name }) => name)))];
}

/** Runs a query over events. Throws an {@link EvaluationError} if the search fails. */
function runTable(tree: EsqlQuery, text: string, input: EsqlInput): TableAnswer {
  return orEvaluationError(tree, () => answerOf(evaluateEsql(text, tree, input)));
}

/** Returns a table as plain JSON values, which are built when read. */
function answerOf({ columns, rows, warnings }: EsqlTable): TableAnswer {
  return {
    columns: columns.map(({ name, type }) => ({ name, type: shownType(type) })),
    rows: mapList(rows, ({ values }) => values.map((value, index) => jsonOf(value, columns[index]!.type))),
    origins: mapList(rows, ({ origins }) => origins),
    warnings,
  };
}
