import { isObject } from '../../text/plain-objects.js';
import { Refusal } from '../refusal.js';
import {
  type CorrelationType,
  type CountComparison,
  correlationTypes,
  type SigmaCorrelation,
  type SigmaHeader,
} from '../syntax.js';

const comparisons: readonly CountComparison[] = ['lt', 'lte', 'gt', 'gte', 'eq', 'neq'];

/** Parses a document's correlation (Sigma correlation rules specification). */
export function readCorrelation(header: SigmaHeader, value: unknown, generate: unknown): SigmaCorrelation {
  if (!isObject(value)) throw new Refusal('invalid', '"correlation" must be a map');
  const { type, rules, timespan, aliases, condition } = value;
  if (!correlationTypes.includes(type as CorrelationType))
    throw new Refusal('correlation', `unknown correlation type ${JSON.stringify(type)}`);
  if (typeof timespan !== 'string' || !/^[1-9]\d{0,8}[smhdwM]$/.test(timespan))
    throw new Refusal('correlation', '"timespan" must be a number and a unit, such as 5m');
  const names = stringsOf(rules, 'rules');
  if (names.length === 0) throw new Refusal('correlation', 'the correlation has no rules');
  const { field, ...bounds } = isObject(condition) ? condition : {};
  if (condition !== undefined && !isObject(condition))
    throw new Refusal('correlation', 'a condition over rules is not supported; use event_count or temporal');
  return {
    kind: 'correlation',
    header,
    type: type as CorrelationType,
    rules: names,
    groupBy: stringsOf(value['group-by'] ?? [], 'group-by'),
    timespan,
    aliases: aliasesOf(aliases),
    conditions: Object.entries(bounds).map(([comparison, bound]) => {
      if (!comparisons.includes(comparison as CountComparison) || typeof bound !== 'number')
        throw new Refusal('correlation', `the condition cannot have ${JSON.stringify(comparison)}`);
      return { comparison: comparison as CountComparison, value: bound };
    }),
    field:
      Array.isArray(field) && field.length === 1
        ? String(field[0])
        : typeof field === 'string'
          ? field
          : undefined,
    generate: generate === true || value.generate === true,
  };
}

function stringsOf(value: unknown, key: string): string[] {
  const list = Array.isArray(value) ? value : [value];
  if (!list.every((one) => typeof one === 'string'))
    throw new Refusal('correlation', `"${key}" must be a string or a list of strings`);
  return list;
}

function aliasesOf(value: unknown): ReadonlyMap<string, ReadonlyMap<string, string>> {
  if (value === undefined) return new Map();
  if (!isObject(value)) throw new Refusal('correlation', '"aliases" must be a map');
  return new Map(
    Object.entries(value).map(([alias, fields]) => {
      if (!isObject(fields))
        throw new Refusal('correlation', `the alias "${alias}" must be a map of rules and fields`);
      return [alias, new Map(Object.entries(fields).map(([rule, field]) => [rule, String(field)]))];
    }),
  );
}
