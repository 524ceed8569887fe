import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { FieldMapping } from '../../fields/field-type.js';
import { parentNames } from '../../fields/parent-names.js';

/** The fields of a rule's indices as Kibana knows them: its data view. */
export interface RequestFields {
  /** Returns the mapping of a field, or undefined if no index has it. */
  readonly mappingOf: (name: string) => FieldMapping | undefined;
  /** Returns the names of all fields, for names with a wildcard. */
  readonly names: () => Iterable<string>;
}

/** Returns the fields of a catalogue, as if the indices had exactly these. */
export function fieldsOfCatalogue(catalogue: FieldCatalogue): RequestFields {
  return { mappingOf: (name) => catalogue.get(name)?.mapping, names: () => catalogue.names() };
}

/**
 * Returns the innermost nested field that contains a field, or undefined for a field of the document itself.
 */
export function nestedPathOf(name: string, { mappingOf }: RequestFields): string | undefined {
  return [...parentNames(name)].findLast((parent) => mappingOf(parent)?.type === 'nested');
}
