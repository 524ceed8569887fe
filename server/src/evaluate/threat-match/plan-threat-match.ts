import { isTable } from '../../toml/path.js';
import type { PlannedField } from '../plan/plan.js';
import { type PlanContext, planField } from '../plan/plan-context.js';
import type { PlannedFilter } from '../plan/planned-filter.js';
import { type RuleFault, ruleFault } from '../prepare/unprepared.js';
import type { EventObject } from '../values/access.js';

/** How a threat_match rule compares matching events with indicators. */
export interface PlannedThreatMatch {
  /** An event raises an alert if one of these holds. */
  readonly groups: readonly ThreatGroup[];
  /** The filter that selects indicators, from the threat query. */
  readonly filter: PlannedFilter;
  readonly threatQuery: string;
  readonly indicators: readonly EventObject[];
  /** The path of the indicator's values that an alert copies. */
  readonly indicatorPath: string;
  /** Nanoseconds since 1970. */
  readonly now: bigint;
}

/** Comparisons that must all hold for one indicator. */
export type ThreatGroup = readonly ThreatEntry[];

/** A field of events that must have the value of an indicator's field, or must not if negated. */
export interface ThreatEntry {
  readonly field: PlannedField;
  readonly indicatorField: PlannedField;
  readonly negated: boolean;
}

/**
 * Plans the mapping of a rule from its `[[rule.threat_mapping]]`. Returns a fault if it cannot run
 * (docs/semantics/rule-types.md#indicator-match).
 */
export function planThreatMapping(
  written: unknown,
  context: PlanContext,
): readonly ThreatGroup[] | RuleFault {
  if (!Array.isArray(written) || written.length === 0)
    return ruleFault('the rule has no "threat_mapping"', 'threat_mapping');
  const groups: ThreatGroup[] = [];
  for (const [index, group] of written.entries()) {
    const planned = planGroup(group, context);
    if (typeof planned === 'string')
      return ruleFault(`entry ${index + 1} of "threat_mapping" ${planned}`, 'threat_mapping', index);
    groups.push(planned);
  }
  return groups;
}

function planGroup(group: unknown, context: PlanContext): ThreatGroup | string {
  const entries: unknown = isTable(group) ? group.entries : undefined;
  if (!Array.isArray(entries) || entries.length === 0) return 'has no entries';
  if (!entries.every(isEntry)) return 'has an entry without "field" and "value"';
  if (entries.every(({ negate }) => negate === true)) return 'has only negated entries';
  const plan = (name: string): PlannedField => planField({ name, span: { start: 0, end: 0 } }, context);
  return entries.map(({ field, value, negate }) => ({
    field: plan(field),
    indicatorField: plan(value),
    negated: negate === true,
  }));
}

interface WrittenEntry {
  readonly field: string;
  readonly value: string;
  readonly negate?: unknown;
}

function isEntry(value: unknown): value is WrittenEntry {
  if (!isTable(value)) return false;
  const { field, value: other } = value;
  return typeof field === 'string' && field !== '' && typeof other === 'string' && other !== '';
}
