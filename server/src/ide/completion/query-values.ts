import { countedEvents } from '../../analysis/never-seen.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import { nearestNames } from '../../text/nearest.js';
import { noteOf } from '../hover/field-text.js';
import type { CompletionItem } from '../types.js';
import type { UsedValue } from '../uses/use-index.js';

/** Returns the values that other rules compare a field with, most used first. */
export type ValuesInUse = (field: string) => readonly UsedValue[];

/** Fields such as hashes have a different value in each rule. */
const mostInUse = 40;

/**
 * Returns values for a field of a query: values from the data, known values, then values in other rules.
 * `written` formats a value for insertion.
 */
export function textValueItems(
  field: string | undefined,
  catalogue: FieldCatalogue,
  valuesInUse: ValuesInUse,
  written: (value: string) => { insert?: string },
): CompletionItem[] {
  const info = field === undefined ? undefined : catalogue.get(field);
  const seen = info?.seen ?? new Map<string, number>();
  const listed = info?.values?.values ?? [];
  const noted = new Map(listed.map((value) => [value.value, value]));
  const known = [
    ...[...seen.keys()].map((value) => noted.get(value) ?? { value, origin: 'ecs' as const }),
    ...listed.filter(({ value }) => !seen.has(value)),
  ];
  const items = known.map((value, index): CompletionItem => {
    const note = noteOf(value);
    const count = seen.get(value.value);
    return {
      label: value.value,
      kind: 'value',
      sort: `1${String(index).padStart(3, '0')}`,
      ...(count !== undefined
        ? { detail: `in ${countedEvents(count)}` }
        : value.origin === 'vendor' && { detail: 'used by integrations' }),
      ...(note !== undefined && { documentation: note }),
      ...written(value.value),
    };
  });
  const labels = known.map(({ value }) => value);
  const others = (field === undefined ? [] : valuesInUse(field)).filter(
    // Do not suggest values that another rule has misspelt.
    ({ value }) => !labels.includes(value) && nearestNames(value, labels).length === 0,
  );
  for (const [index, { value, rules }] of others.slice(0, mostInUse).entries())
    items.push({
      label: value,
      kind: 'value',
      sort: `1${String(known.length + index).padStart(3, '0')}`,
      detail: rules === 1 ? 'in 1 other rule' : `in ${rules} other rules`,
      ...written(value),
    });
  return items;
}
