import { isValidAddress, isValidBlock } from '../../fields/ip-text.js';
import { valueTest } from '../kql/value-test.js';
import { compileFieldTest } from '../plan/compile.js';
import type { FieldNode, PlannedField } from '../plan/plan.js';
import type { EventObject } from '../values/access.js';
import type { Value } from '../values/read.js';
import type { ThreatEntry, ThreatGroup } from './plan-threat-match.js';

/** Returns the condition that an event's field has an indicator's value, compared like in a `match` query. */
export function valueNode(field: PlannedField, text: string): FieldNode {
  const span = { start: 0, end: 0 };
  return {
    kind: 'field',
    field,
    test: valueTest({ text, quoted: false, span }, field.mapping),
    negated: false,
    span,
  };
}

/**
 * What an entry compares an event with: the indicator's value. For a negated entry also `missing` if the
 * indicator has no value, so the event must have one, and `ignored` if it has several.
 */
export type ComparedValue = { readonly text: string } | 'missing' | 'ignored';

/**
 * Returns an indicator's values for a group, one per entry. Returns undefined if the indicator does not take
 * part: it has no value for an entry that is not negated, or several values while entries must hold together.
 * If a single entry has several values, the first counts (Kibana's `build_threat_mapping_filter`).
 */
export function indicatorValues(
  group: ThreatGroup,
  indicator: EventObject,
): readonly ComparedValue[] | undefined {
  const values: ComparedValue[] = [];
  for (const { indicatorField, negated } of group) {
    const found = indicatorField.access.all(indicator);
    const isSeveral = found.length > 1 && group.length > 1;
    if (!negated && (found.length === 0 || isSeveral)) return undefined;
    values.push(found.length === 0 ? 'missing' : isSeveral ? 'ignored' : { text: String(found[0]) });
  }
  return values;
}

/** Returns the string of a value, which is empty if events are not compared with it. */
export function textOf(value: ComparedValue | undefined): string {
  return typeof value === 'object' ? value.text : '';
}

/** Finds the indicators that share a value with an event. */
export interface IndicatorIndex {
  /** Returns the numbers of the indicators, ascending, that have one of the event's values. */
  find(event: EventObject): readonly number[];
}

/**
 * Indexes the indicators' values for one entry. Values that are only equal if they are identical are looked
 * up, the others are tested one by one.
 */
export function indexIndicators(
  { field }: ThreatEntry,
  values: ReadonlyMap<number, string>,
  now: bigint,
): IndicatorIndex {
  const byValue = new Map<Value, number[]>();
  const tested: { readonly number: number; readonly test: (raw: unknown) => boolean }[] = [];
  for (const [number, text] of values) {
    const key = isPlainText(field, text) ? field.read(text) : undefined;
    if (key === undefined) {
      tested.push({ number, test: compileFieldTest(valueNode(field, text), now) });
      continue;
    }
    const same = byValue.get(key);
    if (same) same.push(number);
    else byValue.set(key, [number]);
  }
  return {
    find(event) {
      const found = new Set<number>();
      field.access.some(event, (raw) => {
        const value = field.read(raw);
        if (value === undefined) return false;
        for (const number of byValue.get(value) ?? []) found.add(number);
        for (const { number, test } of tested) if (test(raw)) found.add(number);
        return false;
      });
      return found.size < 2 ? [...found] : [...found].sort((a, b) => a - b);
    },
  };
}

/** Returns whether a value of the field equals the string exactly if both are read as the same. */
function isPlainText({ mapping }: PlannedField, text: string): boolean {
  switch (mapping?.type) {
    case 'keyword':
    case 'constant_keyword':
    case 'wildcard':
      return true;
    case 'ip':
      return isValidAddress(text);
    case undefined:
      return !isValidBlock(text) && !/^[-+\d.]|^(?:true|false)$/.test(text);
    default:
      return false;
  }
}
