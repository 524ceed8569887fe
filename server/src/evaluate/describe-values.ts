import type { FieldTypeName } from '../fields/field-type.js';
import type { FieldTest, PlannedField } from './plan/plan.js';

/**
 * Describes a field: its values as they are in the event, and as the field's type reads them if that differs,
 * such as a JSON number in a keyword field.
 */
export function describeValues(field: PlannedField, values: readonly unknown[], test?: FieldTest): string {
  const is = `${field.name} is ${showValues(values)}`;
  const type = decidingType(field, values, test);
  if (type === undefined) return is;
  if (test && asksWords(test)) return `${is}, compared word by word as ${type}`;
  const read = values.map(field.read).filter((value) => value !== undefined);
  return `${is}, as ${type} ${showValues(read)}`;
}

/** Returns the type of a field if it reads the values differently from JSON, or compares their words. */
export function decidingType(
  { mapping, read }: PlannedField,
  values: readonly unknown[],
  test?: FieldTest,
): FieldTypeName | undefined {
  // The normalised form of a date or an address would be unrecognisable.
  if (!mapping || values.length === 0 || ['date', 'date_nanos', 'ip'].includes(mapping.type))
    return undefined;
  if (test && asksWords(test)) return mapping.type;
  return values.some((value) => isRead(read(value), value)) ? mapping.type : undefined;
}

function isRead(read: unknown, raw: unknown): boolean {
  return read !== undefined && read !== raw && typeof raw !== 'bigint';
}

function asksWords(test: FieldTest): boolean {
  if (test.kind === 'either' || test.kind === 'both') return test.tests.some(asksWords);
  return ['words', 'phrase', 'word-stars', 'word-range'].includes(test.kind);
}

const shownValues = 4;
const shownCharacters = 80;

/** Formats values as JSON, and cuts long values and long lists. */
export function showValues(values: readonly unknown[]): string {
  const texts = values.slice(0, shownValues).map((value) => {
    const text = JSON.stringify(value) ?? 'undefined';
    return text.length > shownCharacters ? `${text.slice(0, shownCharacters - 2)}…"` : text;
  });
  const more = values.length - texts.length;
  return texts.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
