import type { ProblemCode, Severity } from '../../text/problem.js';

/** The kind of value that a key accepts. `any`: free-form, not checked. */
export type ValueType =
  | 'string'
  | 'integer'
  | 'boolean'
  | 'strings'
  | 'string-or-strings'
  | 'table'
  | 'tables'
  | 'any';

/** A value that an enumeration allows, with what it means. */
export interface AllowedValue {
  readonly value: string;
  readonly note?: string;
}

/** A format that a string must have. */
export interface Format {
  readonly pattern: RegExp;
  /** Completes "expected …": `a date such as "2026/01/31"`. */
  readonly expected: string;
  /** The code of the finding if the string does not have the format. */
  readonly code: ProblemCode;
  /** The severity of that finding, by default an error. */
  readonly severity?: Severity;
  /** Returns the string that was probably meant, or undefined. */
  repair?(text: string): string | undefined;
}

/** One key of a table: its value, and its documentation. The tables of keys are the schema. */
export interface KeySchema {
  readonly type: ValueType;
  /** One or two sentences for hover and completion. */
  readonly documentation: string;
  /** Whether the table is rejected without the key. */
  readonly required?: boolean;
  /**
   * The severity of the finding if a required key is missing but Kibana does not need it. By default an
   * error.
   */
  readonly missingSeverity?: Severity;
  /** The only allowed values, for strings and lists of strings. */
  readonly values?: readonly AllowedValue[];
  /** The code of the finding if the value is not among `values`. */
  readonly valuesCode?: ProblemCode;
  /** The severity of that finding, by default an error. */
  readonly valuesSeverity?: Severity;
  readonly format?: Format;
  readonly minimum?: number;
  readonly maximum?: number;
  /** The code of the finding if a number or the length of a list is out of range. */
  readonly rangeCode?: ProblemCode;
  /** The minimum and maximum number of elements of a list. */
  readonly length?: readonly [number, number];
  /** The keys of the table, or of each table in the list or list of lists. Other keys are rejected. */
  readonly keys?: TableSchema;
  /** The snippet for the value, with `$0` for the cursor. By default derived from the type. */
  readonly skeleton?: string;
}

export type TableSchema = Readonly<Record<string, KeySchema>>;

/** Returns the snippet for the value of a key, with `$0` for the cursor. */
export function skeletonOf(key: KeySchema): string {
  if (key.skeleton !== undefined) return key.skeleton;
  switch (key.type) {
    case 'string':
    case 'string-or-strings':
      return '"$0"';
    case 'strings':
      return '["$0"]';
    case 'boolean':
      return 'true$0';
    default:
      return '$0';
  }
}
