import { explainEvent } from '../../evaluate/explain/explain-rule.js';
import { decidingClauses } from '../../evaluate/explain/nearest.js';
import { hasSteps } from '../../evaluate/plan/planned-query.js';
import type { PreparedRule } from '../../evaluate/prepare/prepare-query.js';
import type { EventObject } from '../../evaluate/values/access.js';
import type { SeenValue } from '../messages.js';

const mostValues = 8;
const longestValue = 120;

/**
 * Returns the values that made an event match, each field once, in query order. `place` is the event's index
 * in the alert: for a sequence the step number, counting runs.
 */
export function decisiveValues(prepared: PreparedRule, event: EventObject, place: number): SeenValue[] {
  const { planned } = prepared;
  const step = hasSteps(planned) ? planned.steps[place]?.step : undefined;
  const filters = explainEvent(prepared, event).filter(({ explanation }) => explanation.holds);
  const filter = filters.find((one) => one.step === step) ?? filters[0];
  const values = new Map<string, string>();
  for (const { seen } of filter ? decidingClauses(filter.explanation) : []) {
    for (const { field, values: found } of seen) {
      if (found.length > 0 && values.size < mostValues) values.set(field, textOf(found));
    }
  }
  return [...values].map(([field, value]) => ({ field, value }));
}

function textOf(values: readonly unknown[]): string {
  const text = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ');
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}
