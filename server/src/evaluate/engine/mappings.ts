import { isTable } from '../../toml/path.js';

/** The values of a field of whatever an alert is made of. */
export type SourceValues = (field: string) => readonly unknown[];

type Table = Readonly<Record<string, unknown>>;

const severities = ['low', 'medium', 'high', 'critical'];

/**
 * The severity of an alert: the highest that `severity_mapping` gives for its values, or that of the rule
 * (spec/KQL-ESQL-RULE-TYPES.md section 3).
 */
export function mappedSeverity(
  { severity, severity_mapping: mapping }: Table,
  valuesOf: SourceValues,
): unknown {
  const given = tables(mapping)
    .filter(({ field, value }) => typeof field === 'string' && hasValue(valuesOf(field), value, field))
    .map((entry) => severities.indexOf(String(entry.severity)));
  const highest = Math.max(...given);
  return highest >= 0 ? severities[highest] : severity;
}

/** Values are compared as text, but the severity of an event as a number. */
function hasValue(values: readonly unknown[], wanted: unknown, field: string): boolean {
  if (field !== 'event.severity') return values.some((value) => String(value) === String(wanted));
  const number = Math.floor(Number(wanted));
  return values.some((value) => Math.floor(Number(value)) === number);
}

/**
 * The risk score of an alert: the highest number from 0 to 100 in the field of the first entry of `risk_score_mapping`, or
 * that of the rule.
 */
export function mappedRiskScore(
  { risk_score: score, risk_score_mapping: mapping }: Table,
  valuesOf: SourceValues,
): unknown {
  const [first] = tables(mapping);
  const values = typeof first?.field === 'string' ? valuesOf(first.field) : [];
  const numbers = values
    .filter((value) => typeof value === 'number' || (typeof value === 'string' && value.trim() !== ''))
    .map(Number)
    .filter((value) => value >= 0 && value <= 100);
  return numbers.length > 0 ? Math.max(...numbers) : score;
}

/** The name of an alert: the text in the field of `rule_name_override`, or that of the rule. */
export function mappedName({ name, rule_name_override: field }: Table, valuesOf: SourceValues): unknown {
  const values = typeof field === 'string' ? valuesOf(field) : [];
  const [only] = values;
  return values.length === 1 && typeof only === 'string' ? only : name;
}

function tables(value: unknown): readonly Table[] {
  return Array.isArray(value) ? value.filter(isTable) : [];
}
