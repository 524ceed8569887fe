import { accessField } from '../../evaluate/values/access.js';
import type { Rule } from '../../rule/rule.js';
import { isTable } from '../../toml/path.js';
import type { StackDocument } from '../search/documents.js';

/** How often a field's values occur in alerts. */
export interface FieldNoise {
  readonly field: string;
  /** Most frequent first. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

/** Keys to use if the rule does not group its alerts. */
const usualKeys = ['host.name', 'user.name'] as const;
const shownValues = 3;

/** Returns the most frequent values in alerts of the fields that a rule groups by. */
export function noiseOf(rule: Rule, alerts: readonly StackDocument[]): FieldNoise[] {
  return keysOf(rule).flatMap((field) => {
    const access = accessField(field);
    const counts = new Map<string, number>();
    for (const { source } of alerts)
      for (const value of new Set(access.all(source).map(String)))
        counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size === 0) return [];
    const values = [...counts]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, shownValues)
      .map(([value, count]) => ({ value, count }));
    return [{ field, values }];
  });
}

function keysOf({ table }: Rule): readonly string[] {
  const { alert_suppression: suppression, threshold, new_terms: terms } = table;
  const lists = [
    isTable(suppression) ? suppression.group_by : undefined,
    isTable(threshold) ? threshold.field : undefined,
    isTable(terms) ? terms.value : undefined,
  ];
  const keys = lists.flat().filter((one) => typeof one === 'string' && one !== '') as string[];
  return keys.length > 0 ? [...new Set(keys)] : usualKeys;
}
