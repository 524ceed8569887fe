import type { JoinKey } from './keys.js';
import { type PlanContext, planField } from './plan-context.js';

/** Plans the fields that events are grouped by. An event in which one of them is missing is in no group. */
export function planKeys(names: readonly string[], context: PlanContext): JoinKey[] {
  return names.map((name) => ({
    field: planField({ name, span: { start: 0, end: 0 } }, context),
    optional: false,
    unmapped: false,
  }));
}

/**
 * Returns why events cannot be grouped by these fields: text is only indexed as words, and some fields are
 * not indexed at all. Returns undefined if they can.
 */
export function ungroupable(names: readonly string[], context: PlanContext): string | undefined {
  for (const { field } of planKeys(names, context)) {
    if (field.mapping?.indexed === false)
      return `"${field.name}" is not indexed, so events cannot be grouped or counted by it`;
    const type = field.mapping?.type ?? '';
    if (textTypes.includes(type))
      return `"${field.name}" is [${type}], so events cannot be grouped or counted by it`;
  }
  return undefined;
}

const textTypes: readonly string[] = ['text', 'match_only_text'];
