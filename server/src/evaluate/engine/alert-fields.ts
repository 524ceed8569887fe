import type { Rule } from '../../rule/rule.js';
import { greatest, least } from '../../text/extremes.js';
import { isTable } from '../../toml/path.js';
import { hasSteps } from '../plan/planned-query.js';
import type { TimeWindow } from '../prepare/window.js';
import type { Alert } from '../run/alert-list.js';
import { accessField, type EventObject, segmentsOf } from '../values/access.js';
import { type DocumentSource, documentsOf } from './alert-documents.js';
import { mappedName, mappedRiskScore, mappedSeverity, type SourceFields } from './mappings.js';
import type { SuppressedGroup } from './suppression.js';

/** The inputs for writing an alert's fields. */
export interface AlertSource extends DocumentSource {
  readonly rule: Rule;
  /** In milliseconds since 1970. */
  readonly timeOf: (event: EventObject) => number | undefined;
  readonly window: TimeWindow;
}

/**
 * Returns the fields that the engine adds to those of the event: the ones rule authors look at
 * (docs/semantics/rule-types.md#alert-fields).
 */
export function alertFields(
  alert: Alert<number>,
  source: AlertSource,
  group?: SuppressedGroup<Alert<number>>,
): Record<string, unknown> {
  const { table } = source.rule;
  // Overrides and mappings do not apply to sequences.
  const fieldOf = hasSteps(source.planned) ? () => nothing : sourceFields(alert, source);
  const times = timesOf([alert], source);
  // A group uses the time of its last event: the alert has no other field of an event.
  const original = source.planned.kind === 'threshold' ? greatest(times) : least(times);
  return {
    'kibana.alert.rule.name': mappedName(table, fieldOf),
    'kibana.alert.rule.rule_id': table.rule_id,
    'kibana.alert.severity': mappedSeverity(table, fieldOf),
    'kibana.alert.risk_score': mappedRiskScore(table, fieldOf),
    ...(times.length > 0 && { 'kibana.alert.original_time': isoTime(original) }),
    ...(table.building_block_type !== undefined && {
      'kibana.alert.building_block_type': table.building_block_type,
    }),
    ...typeFields(alert, source),
    ...(group && suppressionFields(group, source)),
  };
}

const nothing = { values: [], isList: false } as const;

/**
 * Returns the source fields of an alert: those of its document, the keys of a group, or the values that all
 * events of a sequence share.
 */
function sourceFields(alert: Alert<number>, source: AlertSource): SourceFields {
  const { keys = [] } = alert;
  const { planned } = source;
  if (planned.kind === 'threshold') {
    const names = planned.threshold.keys.map((key) => key.field.name);
    return (field) =>
      names.includes(field) ? { values: [keys[names.indexOf(field)]], isList: false } : nothing;
  }
  const documents = documentsOf(alert, source);
  return (field) => {
    const access = accessField(field);
    const [first, ...others] = documents.map((event) => access.all(event));
    const alike = others.every((values) => JSON.stringify(values) === JSON.stringify(first));
    if (!first || !alike) return nothing;
    return { values: first, isList: documents.some((event) => isInList(event, field)) };
  };
}

/** Returns whether a field, or an object that contains it, is in a list. */
function isInList(event: EventObject, field: string): boolean {
  const segments = segmentsOf(field);
  const visit = (node: unknown, from: number): boolean => {
    if (Array.isArray(node)) return true;
    if (typeof node !== 'object' || node === null) return false;
    return segments
      .from(from, node)
      .some(({ key, next }) => Object.hasOwn(node, key) && visit((node as EventObject)[key], next));
  };
  return visit(event, 0);
}

/** Returns the fields that only alerts of one rule type have. */
function typeFields(alert: Alert<number>, source: AlertSource): object {
  const { events, keys = [], enrichments } = alert;
  const { planned, window, rule } = source;
  if (planned.kind === 'threshold') {
    const { threshold } = planned;
    const times = timesOf([alert], source);
    const [start, end] = times.length > 0 ? [least(times), greatest(times)] : [window.from, window.to];
    const terms = threshold.keys.map((key, index) => ({ field: key.field.name, value: keys[index] }));
    const cardinality = threshold.cardinality?.field;
    const distinct = new Set(
      cardinality ? events.flatMap((number) => cardinality.access.all(source.events[number!]!)) : [],
    );
    return {
      'kibana.alert.threshold_result': {
        terms,
        ...(cardinality && { cardinality: [{ field: cardinality.name, value: distinct.size }] }),
        count: events.length,
        from: isoTime(start),
      },
      ...(isTable(rule.table.alert_suppression) && {
        'kibana.alert.suppression.terms': terms,
        'kibana.alert.suppression.docs_count': events.length - 1,
        'kibana.alert.suppression.start': isoTime(start),
        'kibana.alert.suppression.end': isoTime(end),
      }),
    };
  }
  if (planned.kind === 'new-terms') return { 'kibana.alert.new_terms': keys };
  if (!enrichments) return {};
  return {
    'threat.enrichments': enrichments.map(({ matched, fields }) => ({ indicator: fields, matched })),
  };
}

function suppressionFields(
  { first, others, terms }: SuppressedGroup<Alert<number>>,
  source: AlertSource,
): object {
  if (terms.length === 0) return {};
  const times = timesOf([first, ...others], source);
  return {
    'kibana.alert.suppression.terms': terms,
    'kibana.alert.suppression.docs_count': others.length,
    ...(times.length > 0 && {
      'kibana.alert.suppression.start': isoTime(least(times)),
      'kibana.alert.suppression.end': isoTime(greatest(times)),
    }),
  };
}

function timesOf(alerts: readonly Alert<number>[], source: AlertSource): number[] {
  return alerts
    .flatMap((alert) => documentsOf(alert, source))
    .flatMap((document) => source.timeOf(document) ?? []);
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
