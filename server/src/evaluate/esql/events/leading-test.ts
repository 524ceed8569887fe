import { metadataTypes } from '../../../query/esql/metadata-fields.js';
import type { EsqlSchema } from '../../../query/esql/resolve/schema.js';
import type { EsqlQuery, Expression } from '../../../query/esql/syntax.js';
import { walkExpression } from '../../../query/esql/walk.js';
import type { PlanContext } from '../../plan/plan-context.js';
import type { EventObject } from '../../values/access.js';
import { createEnvironment } from '../environment.js';
import { compile } from '../expressions/compile.js';
import { leadingConditions } from './leading-commands.js';
import { schemaForEvents } from './schema-for-events.js';
import { fieldColumn, indexTest, metadataColumn, originColumn, type Page } from './source.js';

/**
 * A test of single events by the indices of FROM and the conditions of WHERE right behind it: what does not pass is lost
 * there in any case, so that it need not be kept until all events are read.
 */
export function leadingTest(
  query: string,
  tree: EsqlQuery,
  context: PlanContext,
): (event: EventObject) => boolean {
  const [from, ...others] = tree.commands;
  if (from?.kind !== 'from' || from.sources.some((source) => 'kind' in source)) return () => true;
  const isInIndex = indexTest(from.sources.flatMap((source) => ('text' in source ? [source.text] : [])));
  const schema = schemaForEvents(context, []);
  const leading = leadingConditions(others).filter((condition) => hasOnlyTyped(condition, schema));
  if (leading.length === 0) return isInIndex;
  const page: Page = { events: [], numbers: [0] };
  const { environment, names } = createEnvironment(query, tree, schema, context, () => page.events[0]!);
  const columns = [
    ...[...names].map((name) => fieldColumn(name, schema.typeOf(name) ?? 'unknown', page)),
    ...(from.metadata?.names ?? []).map(({ text }) =>
      metadataColumn(text, metadataTypes.get(text) ?? 'keyword', page),
    ),
    originColumn(page),
  ];
  const tests = leading.map((condition) => compile(condition, { columns, environment }));
  return (event) => {
    if (!isInIndex(event)) return false;
    page.events = [event];
    return tests.every((test) => test(0) === true);
  };
}

/** Returns whether the types of all columns are known without events. Other conditions wait for the values. */
function hasOnlyTyped(condition: Expression, schema: EsqlSchema): boolean {
  let isTyped = true;
  walkExpression(condition, (part) => {
    if (part.kind === 'column' && !metadataTypes.has(part.name) && schema.typeOf(part.name) === undefined)
      isTyped = false;
  });
  return isTyped;
}
