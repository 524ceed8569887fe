import type { FieldMapping } from './field-type.js';

/** One value that a field can hold. */
export interface ListedValue {
  readonly value: string;
  /** What the value means, where the source says so. */
  readonly note?: string;
  /** `ecs`: from the Elastic Common Schema; `vendor`: not in ECS, but used on purpose by shipped rules and integrations. */
  readonly origin: 'ecs' | 'vendor';
  /** For a value of `event.category`: the values of `event.type` that ECS expects beside it. */
  readonly eventTypes?: readonly string[];
}

/**
 * The values that a field is known to hold. `closed`: ECS `allowed_values`; `open`: ECS `expected_values`, or a list
 * that ECS gives in prose only, so that other values are possible.
 */
export interface ValueList {
  readonly kind: 'closed' | 'open';
  readonly values: readonly ListedValue[];
}

/** What is known of a field. */
export interface FieldInfo {
  readonly name: string;
  readonly mapping: FieldMapping;
  /** One sentence of documentation; empty when there is none. */
  readonly short: string;
  /** Whether documents usually hold several values (`normalize: array`); undefined where nobody says. */
  readonly array: boolean | undefined;
  readonly values?: ValueList;
  /** Values that were learned from data, with the number of documents, most frequent first. */
  readonly seen?: ReadonlyMap<string, number>;
  /** The field whose value this multi-field indexes again: `process.name` for `process.name.text`. */
  readonly multiFieldOf?: string;
  /** Who defines the field: `ECS`, or the name of a schema in the workspace. */
  readonly source: string;
}

/** All fields that are known for a rule. Implementations are immutable. */
export interface FieldCatalogue {
  /** The field, or undefined when there is none of that name. An object that holds other fields has type `object`. */
  get(name: string): FieldInfo | undefined;
  /** Whether a name is certainly a field or an object that holds fields, also below a `flattened` parent or a `*` segment. */
  knows(name: string): boolean;
  /** The names of all fields and multi-fields, without the objects that hold them, in alphabetical order. */
  names(): readonly string[];
  /** The names that an unknown one can be a misspelling of; all when not given. */
  namesToSuggest?(): readonly string[];
  /** Whether a name that is not known is certainly wrong. ECS alone is open (vendors add fields); the schemas of a checkout are complete. */
  readonly complete: boolean;
}
