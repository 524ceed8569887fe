import { analyse } from '../../analysis/analyse.js';
import { queryIndices } from '../../analysis/parsed-query.js';
import type { Rule } from '../../rule/rule.js';
import type { Stack } from '../open-stack.js';
import { StackError } from '../stack-error.js';

/**
 * Returns the index patterns that a rule uses on a stack: those of the profile, else those of the rule, else
 * those of its data view, which is fetched from Kibana. Throws {@link StackError} if there are none.
 */
export async function indicesOf(rule: Rule, stack: Stack, signal?: AbortSignal): Promise<readonly string[]> {
  if (stack.profile.index) return stack.profile.index;
  if (rule.type === 'machine_learning') return ['.ml-anomalies-*'];
  if (rule.type === 'esql') return queryIndices(analyse(rule.document.text, { document: rule.document }));
  const { data_view_id: view } = rule.table;
  if (typeof view === 'string') return dataViewIndices(view, stack, signal);
  if (rule.index.length > 0) return rule.index;
  throw new StackError('setup', 'The rule has no index.', 'Write "index" in the rule, or in the profile.');
}

async function dataViewIndices(id: string, stack: Stack, signal?: AbortSignal): Promise<readonly string[]> {
  const value = await stack
    .kibana()
    .value({ method: 'GET', path: `/api/data_views/data_view/${encodeURIComponent(id)}` }, signal);
  const { data_view: view } = Object(value) as { data_view?: unknown };
  const { title } = Object(view) as { title?: unknown };
  if (typeof title !== 'string')
    throw new StackError('bad-answer', `Kibana has no index patterns for the data view "${id}".`);
  return title.split(',').map((pattern) => pattern.trim());
}
