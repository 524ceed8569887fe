import type { FieldCatalogue } from '../../fields/catalogue.js';
import { createCatalogue } from '../../fields/create-catalogue.js';
import { isFieldType, toFieldMapping } from '../../fields/field-type.js';
import { isObject } from '../../text/plain-objects.js';
import type { Elasticsearch } from '../elasticsearch/client.js';
import { fieldCapabilities } from './field-capabilities.js';

/** Fetches the fields of index patterns, as in a data view. Throws `StackError`. */
export async function askFields(
  elasticsearch: Elasticsearch,
  index: readonly string[],
  signal?: AbortSignal,
): Promise<FieldCatalogue> {
  return catalogueOfCapabilities(await fieldCapabilities(elasticsearch, index, signal));
}

/**
 * Returns the fields in a `_field_caps` response. For a field with several types, the alphabetically first
 * one that Rulewright knows is used.
 */
export function catalogueOfCapabilities(answer: unknown): FieldCatalogue {
  const { fields } = Object(answer) as { fields?: unknown };
  const types = new Map<string, string>();
  for (const [name, byType] of Object.entries(isObject(fields) ? fields : {})) {
    const names = Object.entries(Object(byType) as Record<string, unknown>)
      .filter(([, one]) => (Object(one) as { metadata_field?: unknown }).metadata_field !== true)
      .map(([type]) => type)
      .filter(isFieldType)
      .sort();
    if (names[0] !== undefined) types.set(name, names[0]);
  }
  return createCatalogue({
    names: [...types.keys()].sort(),
    describe: (name) => ({
      name,
      mapping: toFieldMapping(types.get(name)!),
      short: '',
      array: false,
      source: 'Elasticsearch',
    }),
    complete: true,
    source: 'Elasticsearch',
  });
}
