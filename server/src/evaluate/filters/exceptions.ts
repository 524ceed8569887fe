import { readIsoDate } from '../../fields/dates.js';
import type { PlanNode } from '../plan/plan.js';
import type { PlanContext } from '../plan/plan-context.js';
import { checkException, type ExceptionItem, nameOfException } from './check-exception.js';
import type { ClauseWriter } from './clause-writer.js';
import { NotEvaluatedError, planDsl } from './dsl.js';
import { exceptionQuery } from './exception-query.js';

/**
 * Plans the exceptions of a rule: an event that raises an alert must satisfy none of them, which is one
 * condition per item. Expired items are skipped (docs/semantics/rule-types.md#exceptions). If an item cannot
 * be used, returns the reason as a string; `supported` is false if the item is valid but cannot be evaluated.
 */
export function planExceptions(
  items: readonly ExceptionItem[],
  context: PlanContext,
  writer: ClauseWriter,
): readonly PlanNode[] | { readonly error: string; readonly supported: boolean; readonly index: number } {
  const nodes: PlanNode[] = [];
  for (const [index, item] of items.entries()) {
    const what = nameOfException(item, index);
    const [fault] = checkException(item);
    if (fault) return { error: `${what} ${fault.message}`, supported: true, index };
    const { expire_time: expires } = item;
    const end = typeof expires === 'string' ? readIsoDate(expires) : undefined;
    if (end && end.to <= context.now) continue;
    try {
      const place = { context, path: '', negated: true, label: `${what}: `, writer };
      nodes.push(planDsl(exceptionQuery(item), place));
    } catch (error) {
      if (!(error instanceof NotEvaluatedError)) throw error;
      return {
        error: `${what} uses ${error.message}, which cannot be evaluated`,
        supported: false,
        index,
      };
    }
  }
  return nodes;
}
