import type { JoinKey } from './keys.js';
import { type PlanContext, planField } from './plan-context.js';

/** Fields by whose values events are grouped; an event without one of them is in no group. */
export function planKeys(names: readonly string[], context: PlanContext): JoinKey[] {
  return names.map((name) => ({
    field: planField({ name, span: { start: 0, end: 0 } }, context),
    optional: false,
    unmapped: false,
  }));
}

/** Why events cannot be grouped by these fields: text is kept as words only, and some fields not at all. Undefined when they can. */
export function ungroupable(names: readonly string[], context: PlanContext): string | undefined {
  for (const { field } of planKeys(names, context)) {
    if (field.mapping?.indexed === false)
      return `"${field.name}" is not indexed, so that events cannot be grouped or counted by it`;
    const type = field.mapping?.type ?? '';
    if (textTypes.includes(type))
      return `"${field.name}" is [${type}], so that events cannot be grouped or counted by it`;
  }
  return undefined;
}

const textTypes: readonly string[] = ['text', 'match_only_text'];
