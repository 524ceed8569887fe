import type { EventObject } from '../../server/src/evaluate/values/access.js';
import type { FieldCatalogue } from '../../server/src/fields/catalogue.js';
import { createCatalogue } from '../../server/src/fields/create-catalogue.js';
import type { FieldMapping } from '../../server/src/fields/field-type.js';
import { parentNames } from '../../server/src/fields/parent-names.js';

/** Documents with one mapping: an index in the engine, and events for our evaluator. */
export interface DocumentSet {
  readonly name: string;
  readonly documents: readonly EventObject[];
  /** The mapping of each field and multi-field, and of nested objects. */
  readonly mappings: ReadonlyMap<string, FieldMapping>;
  /** The same fields as a catalogue for our evaluator. */
  readonly catalogue: FieldCatalogue;
}

/**
 * Returns documents with their mapping: the given one, and for other fields the type that dynamic mapping
 * gives their values. Only fields of the documents and `asked` ones are mapped, since others would only slow
 * the engine down.
 */
export function documentSet(
  name: string,
  documents: readonly EventObject[],
  mappingOf: (name: string) => FieldMapping | undefined,
  asked: Iterable<string> = [],
): DocumentSet {
  const mappings = new Map<string, FieldMapping>();
  for (const [field, values] of [...valuesByField(documents)].sort()) {
    const mapping = mappingOf(field);
    // Names below a value's field have no mapping, except multi-fields.
    const parents = [...parentNames(field)].map((parent) => mappings.get(parent)?.type ?? 'object');
    const isBelow = parents.some((type) => type !== 'object' && type !== 'nested');
    if (isBelow && (!mapping || parents.includes('flattened'))) continue;
    if (mapping?.type === 'nested' || mapping?.type === 'flattened') mappings.set(field, mapping);
    else if (values.length > 0 && mapping?.type !== 'object') mappings.set(field, mapping ?? guess(values));
  }
  for (const field of asked) {
    const mapping = mappingOf(field);
    const isBelow = [...parentNames(field)].some((parent) => mappings.get(parent)?.type === 'flattened');
    if (mapping && mapping.type !== 'object' && !isBelow) mappings.set(field, mapping);
    for (let dot = field.indexOf('.'); dot > 0; dot = field.indexOf('.', dot + 1)) {
      const parent = mappingOf(field.slice(0, dot));
      if (parent?.type === 'nested') mappings.set(field.slice(0, dot), parent);
    }
  }
  const catalogue = createCatalogue({
    names: [...mappings.keys()].sort(),
    describe: (field) => ({
      name: field,
      mapping: mappings.get(field)!,
      short: '',
      array: false,
      source: name,
    }),
    complete: false,
    source: name,
  });
  return { name, documents, mappings, catalogue };
}

/** Returns the plain values of all fields by their full names; an object is a field without values. */
function valuesByField(documents: readonly EventObject[]): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>();
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      for (const element of value) visit(element, path);
      return;
    }
    if (value === null || value === undefined) return;
    const values = found.get(path) ?? [];
    if (path !== '') found.set(path, values);
    if (typeof value !== 'object') values.push(value);
    else for (const [key, below] of Object.entries(value)) visit(below, path === '' ? key : `${path}.${key}`);
  };
  for (const document of documents) visit(document, '');
  return found;
}

function guess(values: readonly unknown[]): FieldMapping {
  if (values.every((value) => typeof value === 'boolean')) return { type: 'boolean' };
  if (!values.every((value) => typeof value === 'number')) return { type: 'keyword' };
  return { type: values.every(Number.isSafeInteger) ? 'long' : 'double' };
}
