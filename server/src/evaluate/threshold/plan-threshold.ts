import { isTable } from '../../toml/path.js';
import { planKeys, ungroupable } from '../plan/key-fields.js';
import type { JoinKey } from '../plan/keys.js';
import type { PlannedField } from '../plan/plan.js';
import { type PlanContext, planField } from '../plan/plan-context.js';
import { isFault, type RuleFault, ruleFault } from '../prepare/unprepared.js';

/** How a threshold rule turns matching events into alerts. */
export interface PlannedThreshold {
  /** The fields that the events of a group share. Without any, all events are one group. */
  readonly keys: readonly JoinKey[];
  /** The minimum number of events. */
  readonly least: number;
  /** A field of which a group must have this many different values. */
  readonly cardinality: { readonly field: PlannedField; readonly least: number } | undefined;
}

/** Kibana's limit on the number of fields (docs/lints/threshold-value.md). */
const mostFields = 5;

/** A threshold as written in `[rule.threshold]`. */
export interface WrittenThreshold {
  readonly fields: readonly string[];
  readonly least: number;
  readonly cardinality: { readonly field: string; readonly least: number } | undefined;
}

/**
 * Reads `[rule.threshold]`. Returns a fault if Kibana would reject it. Only the first entry of `cardinality`
 * counts (docs/semantics/rule-types.md#threshold).
 */
export function readThreshold(table: unknown): WrittenThreshold | RuleFault {
  const { field, value, cardinality } = tableOf(table);
  if (!isCount(value))
    return ruleFault('the "value" of the threshold must be 1 or more', 'threshold', 'value');
  const names = typeof field === 'string' ? [field] : (field ?? []);
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
    return ruleFault('the "field" of the threshold is not a list of fields', 'threshold', 'field');
  const distinct: unknown = Array.isArray(cardinality) ? cardinality[0] : undefined;
  if (distinct !== undefined && !isCardinality(distinct))
    return ruleFault('"cardinality" of the threshold needs a field and a value', 'threshold', 'cardinality');
  const fields = names.filter((name) => name !== '');
  if (fields.length > mostFields)
    return ruleFault(
      `the threshold has ${fields.length} fields, but Kibana allows at most ${mostFields}`,
      'threshold',
      'field',
    );
  return {
    fields,
    least: value,
    cardinality: distinct && { field: distinct.field, least: distinct.value },
  };
}

/** Plans the threshold of a rule. Returns a fault if it cannot run. */
export function planThreshold(table: unknown, context: PlanContext): PlannedThreshold | RuleFault {
  const written = readThreshold(table);
  if (isFault(written)) return written;
  const { fields, least, cardinality } = written;
  const text = ungroupable(fields, context);
  if (text !== undefined) return ruleFault(text, 'threshold', 'field');
  const uncounted = cardinality && ungroupable([cardinality.field], context);
  if (uncounted !== undefined) return ruleFault(uncounted, 'threshold', 'cardinality');
  return {
    keys: planKeys(fields, context),
    least,
    cardinality: cardinality && {
      field: planField({ name: cardinality.field, span: { start: 0, end: 0 } }, context),
      least: cardinality.least,
    },
  };
}

function tableOf(value: unknown): Readonly<Record<string, unknown>> {
  return isTable(value) ? value : {};
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 1;
}

function isCardinality(value: unknown): value is { readonly field: string; readonly value: number } {
  const { field, value: least } = tableOf(value);
  return typeof field === 'string' && field !== '' && isCount(least);
}
