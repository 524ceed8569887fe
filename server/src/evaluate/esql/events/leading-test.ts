import { metadataTypes } from '../../../query/esql/metadata-fields.js';
import type { EsqlSchema } from '../../../query/esql/resolve/schema.js';
import type { EsqlQuery, Expression } from '../../../query/esql/syntax.js';
import { walkExpression } from '../../../query/esql/walk.js';
import type { PlanContext } from '../../plan/plan-context.js';
import type { TableReader } from '../../plan/planned-table.js';
import { memoryStorage } from '../../storage/memory-storage.js';
import { createEnvironment } from '../environment.js';
import { compile } from '../expressions/compile.js';
import { collectWarnings } from '../warnings.js';
import { leadingConditions, readsOnce } from './leading-commands.js';
import { schemaForEvents } from './schema-for-events.js';
import { fieldColumn, indexTest, metadataColumn, originColumn, type Page } from './source.js';

/**
 * Tests single events by the indices of FROM and the WHERE conditions directly after it: events that fail are
 * lost in any case, so there is no need to store them until all events are read.
 */
export function leadingTest(query: string, tree: EsqlQuery, context: PlanContext): TableReader {
  const [from, ...others] = tree.commands;
  if (from?.kind !== 'from' || !readsOnce(tree)) return { reads: () => true, warnings: () => [] };
  const isInIndex = indexTest(from.sources.flatMap((source) => ('text' in source ? [source.text] : [])));
  const schema = schemaForEvents(context, []);
  const conditions = leadingConditions(others);
  const leading = conditions.filter((condition) => hasOnlyTyped(condition, schema));
  if (leading.length === 0) return { reads: isInIndex, warnings: () => [] };
  const page: Page = { events: [], numbers: [0] };
  const { environment, fields } = createEnvironment(query, tree, schema, context, {
    eventAt: () => page.events[0]!,
    storage: memoryStorage,
  });
  const columns = [
    ...[...fields.keys()].map((name) => fieldColumn(name, schema.typeOf(name) ?? 'unknown', page)),
    ...(from.metadata?.names ?? []).map(({ text }) =>
      metadataColumn(text, metadataTypes.get(text) ?? 'keyword', page),
    ),
    originColumn(page),
  ];
  // A deferred condition may drop the event before a later one sees it.
  const quiet = { ...environment, warnings: collectWarnings(query) };
  const firstWaiting = conditions.findIndex((condition) => !leading.includes(condition));
  const warns = (condition: Expression): boolean =>
    firstWaiting < 0 || conditions.indexOf(condition) < firstWaiting;
  const tests = leading.map((condition) =>
    compile(condition, { columns, environment: warns(condition) ? environment : quiet }),
  );
  return {
    reads(event) {
      if (!isInIndex(event)) return false;
      page.events = [event];
      return tests.every((test) => test(0) === true);
    },
    warnings: () => environment.warnings.list(),
  };
}

/**
 * Returns whether the types of all columns are known without events. Other conditions wait for the values.
 */
function hasOnlyTyped(condition: Expression, schema: EsqlSchema): boolean {
  let isTyped = true;
  walkExpression(condition, (part) => {
    if (part.kind === 'column' && !metadataTypes.has(part.name) && schema.typeOf(part.name) === undefined)
      isTyped = false;
  });
  return isTyped;
}
