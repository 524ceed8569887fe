import type { ProblemCode, Severity } from '../../text/problem.js';

/** What kind of value a key takes. `any`: free-form, not looked into. */
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

/** A form that a text must have. */
export interface Format {
  readonly pattern: RegExp;
  /** Completes "expected …": `a date such as "2026/01/31"`. */
  readonly expected: string;
  /** Code of the finding when the text does not have the form. */
  readonly code: ProblemCode;
  /** Severity of that finding; an error when absent. */
  readonly severity?: Severity;
  /** The text that was probably meant, or undefined. */
  repair?(text: string): string | undefined;
}

/** One key of a table: its value, and what people should know of it. The tables of keys are the schema. */
export interface KeySchema {
  readonly type: ValueType;
  /** One or two sentences for hover and completion. */
  readonly documentation: string;
  /** Whether the table is refused without the key. */
  readonly required?: boolean;
  /** Severity of the finding when a required key is missing, where Kibana does without it; an error when absent. */
  readonly missingSeverity?: Severity;
  /** The only values allowed, for texts and lists of texts. */
  readonly values?: readonly AllowedValue[];
  /** Code of the finding when the value is not among `values`. */
  readonly valuesCode?: ProblemCode;
  /** Severity of that finding; an error when absent. */
  readonly valuesSeverity?: Severity;
  readonly format?: Format;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Code of the finding when a number or the length of a list is out of range. */
  readonly rangeCode?: ProblemCode;
  /** Least and greatest number of elements of a list. */
  readonly length?: readonly [number, number];
  /** Keys of the table, or of each table in the list or list of lists; other keys are refused. */
  readonly keys?: TableSchema;
  /** Snippet for the value: `$0` is where the cursor goes. Derived from the type when absent. */
  readonly skeleton?: string;
}

export type TableSchema = Readonly<Record<string, KeySchema>>;

/** Snippet for the value of a key, with `$0` where the cursor goes. */
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
