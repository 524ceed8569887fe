import type { Rule } from '../../rule/rule.js';
import type { ClauseWriter } from '../filters/clause-writer.js';
import { type DslPlace, group, planDsl } from '../filters/dsl.js';
import { planPresence } from '../kql/fields.js';
import type { FieldTest, PlanNode, PlannedField } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import type { TimeWindow } from '../prepare/window.js';

/**
 * Plans the condition that a document is in one of the indices that a rule key names. Documents without
 * `_index` always pass. Returns undefined if no index is named.
 */
export function planIndex(
  key: 'index' | 'threat_index',
  { table }: Rule,
  context: PlanContext,
  writer: ClauseWriter,
): PlanNode | undefined {
  const written = [table[key] ?? []].flat();
  const index = written.filter((pattern) => typeof pattern === 'string');
  const excluded = index.filter((pattern) => pattern.startsWith('-')).map((pattern) => pattern.slice(1));
  const included = index.filter((pattern) => !pattern.startsWith('-'));
  if (included.length === 0) return undefined;
  const place: DslPlace = { context, path: '', negated: false, label: `${key}: `, writer };
  const field = planPresence('_index', { start: 0, end: 0 }, place);
  const leaf = (test: FieldTest, negated: boolean, text: string): PlanNode =>
    indexLeaf(field, test, negated, `${key}: ${text}`, writer);
  const inside = [leaf(patterns(included), false, included.join(', '))];
  if (excluded.length > 0) inside.push(leaf(patterns(excluded), true, `not ${excluded.join(', ')}`));
  const absent = leaf({ kind: 'exists' }, true, 'not known');
  return group('any', [group('all', inside, place), absent], place);
}

function indexLeaf(
  field: PlannedField,
  test: FieldTest,
  negated: boolean,
  text: string,
  writer: ClauseWriter,
): PlanNode {
  return { kind: 'field', field, test, negated, span: writer.write(text) };
}

/**
 * Matches the names of indices, of data streams, and of their backing indices:
 * `.ds-logs-a-default-2026.01.01-000001`.
 */
function patterns(written: readonly string[]): FieldTest {
  const forms = written.flatMap((pattern) => {
    const [, cluster = '', name = ''] = /^([^:]*:)?(.*)$/s.exec(pattern)!;
    return [pattern, `${cluster}.ds-${name}-*`];
  });
  return { kind: 'stars', patterns: forms.map((pattern) => pattern.split('*')), caseInsensitive: false };
}

/**
 * Plans the condition that an event is in the time range of a run: by its overriding timestamp, or by
 * `@timestamp` if that is missing (docs/semantics/rule-types.md#time).
 */
export function planTimeCondition(
  fields: readonly string[],
  window: TimeWindow,
  context: PlanContext,
  writer: ClauseWriter,
): PlanNode {
  const place: DslPlace = { context, path: '', negated: false, label: 'time: ', writer };
  const [from, to] = [window.from, window.to].map((time) => new Date(time).toISOString());
  const inside = (field: string): object => ({ range: { [field]: { gte: from, lte: to } } });
  const [first, second] = fields;
  if (second === undefined) return planDsl(inside(first!), place);
  const absent = { bool: { must_not: [{ exists: { field: first } }] } };
  return planDsl(
    { bool: { should: [inside(first!), { bool: { filter: [absent, inside(second)] } }] } },
    place,
  );
}
