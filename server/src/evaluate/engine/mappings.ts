import { greatest } from '../../text/extremes.js';
import { isTable } from '../../toml/path.js';

/** A field of the document that an alert is created from. */
export interface SourceField {
  readonly values: readonly unknown[];
  /** Whether the values are in a list, even a list of one. */
  readonly isList: boolean;
}

export type SourceFields = (field: string) => SourceField;

type Table = Readonly<Record<string, unknown>>;

const severities = ['low', 'medium', 'high', 'critical'];

/**
 * Returns the severity of an alert: the highest that `severity_mapping` assigns to its values, or the rule's
 * own (docs/semantics/rule-types.md#alert-fields).
 */
export function mappedSeverity(
  { severity, severity_mapping: mapping }: Table,
  fieldOf: SourceFields,
): unknown {
  const given = tables(mapping)
    .filter(({ field, value }) => typeof field === 'string' && hasValue(fieldOf(field).values, value, field))
    .map((entry) => severities.indexOf(String(entry.severity)));
  const highest = greatest(given);
  return highest >= 0 ? severities[highest] : severity;
}

/**
 * Strings and whole numbers are compared as strings. An event's severity is compared only as a number, so a
 * string never matches it.
 */
function hasValue(values: readonly unknown[], wanted: unknown, field: string): boolean {
  const numbers = values.filter(Number.isSafeInteger);
  if (field === 'event.severity') return numbers.includes(Math.floor(Number(wanted)));
  const texts = values.filter((value) => typeof value === 'string' && value !== '');
  return [...texts, ...numbers.map(String)].includes(String(wanted));
}

/**
 * Returns the risk score of an alert: the highest number from 0 to 100 in the field of the first
 * `risk_score_mapping` entry, or the rule's own.
 */
export function mappedRiskScore(
  { risk_score: score, risk_score_mapping: mapping }: Table,
  fieldOf: SourceFields,
): unknown {
  const [first] = tables(mapping);
  const values = typeof first?.field === 'string' ? fieldOf(first.field).values : [];
  const numbers = values
    .filter((value) => typeof value === 'number' || (typeof value === 'string' && value.trim() !== ''))
    .map(Number)
    .filter((value) => value >= 0 && value <= 100);
  return numbers.length > 0 ? greatest(numbers) : score;
}

/**
 * Returns the name of an alert: the string in the `rule_name_override` field, which must not be in a list, or
 * the rule's own.
 */
export function mappedName({ name, rule_name_override: field }: Table, fieldOf: SourceFields): unknown {
  if (typeof field !== 'string') return name;
  const { values, isList } = fieldOf(field);
  return !isList && typeof values[0] === 'string' ? values[0] : name;
}

function tables(value: unknown): readonly Table[] {
  return Array.isArray(value) ? value.filter(isTable) : [];
}
