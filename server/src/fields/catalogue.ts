import type { FieldMapping } from './field-type.js';

/** A known value of a field. */
export interface ListedValue {
  readonly value: string;
  /** The meaning of the value, if the source documents it. */
  readonly note?: string;
  /**
   * `ecs`: from the Elastic Common Schema; `vendor`: not in ECS, but used intentionally by shipped rules and
   * integrations.
   */
  readonly origin: 'ecs' | 'vendor';
  /** For a value of `event.category`: the values of `event.type` that ECS expects with it. */
  readonly eventTypes?: readonly string[];
}

/**
 * The known values of a field. `closed`: ECS `allowed_values`; `open`: ECS `expected_values`, or a list that
 * ECS gives only in prose, so that other values are possible.
 */
export interface ValueList {
  readonly kind: 'closed' | 'open';
  readonly values: readonly ListedValue[];
}

/** Properties of a field. */
export interface FieldInfo {
  readonly name: string;
  readonly mapping: FieldMapping;
  /** One sentence of documentation, or an empty string. */
  readonly short: string;
  /** Whether documents usually contain several values (`normalize: array`); undefined if unknown. */
  readonly array: boolean | undefined;
  readonly values?: ValueList;
  /** Values learned from data with the number of documents, most frequent first. */
  readonly seen?: ReadonlyMap<string, number>;
  /** The field whose value this multi-field indexes again: `process.name` for `process.name.text`. */
  readonly multiFieldOf?: string;
  /** Who defines the field: `ECS`, or the name of a schema in the workspace. */
  readonly source: string;
}

/** All known fields for a rule. Implementations are immutable. */
export interface FieldCatalogue {
  /**
   * Returns the field with a name, or undefined. An object that contains other fields has the type `object`.
   */
  get(name: string): FieldInfo | undefined;
  /**
   * Returns whether a name is certainly a field or an object that contains fields, including names below a
   * `flattened` parent or a `*` segment.
   */
  knows(name: string): boolean;
  /**
   * Returns the names of all fields and multi-fields, without the objects that contain them, in alphabetical
   * order.
   */
  names(): readonly string[];
  /** The members of a union, so that indexes of their names are shared. */
  readonly members?: readonly FieldCatalogue[];
  /** Returns the names to suggest for a misspelt one; the default is all. */
  namesToSuggest?(): readonly string[];
  /**
   * Whether an unknown name is certainly wrong. ECS alone is open (vendors add fields); the schemas of a
   * checkout are complete.
   */
  readonly complete: boolean;
}
