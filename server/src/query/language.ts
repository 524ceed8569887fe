import type { FieldMapping } from '../fields/field-type.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import type { ParsedQuery } from './syntax.js';

/** A field that a query names. */
export interface NamedField {
  /** May contain `*`, for any run of characters. */
  readonly name: string;
  /** Whether it may be missing from the mapping. */
  readonly optional: boolean;
  /** Whether it is the path of a nested condition, which has no value itself. */
  readonly isPath?: boolean;
  /** The span in the query. */
  readonly span: Span;
}

/** A value that a query compares a field with. */
export interface ComparedValue {
  readonly field: string;
  readonly value: string;
  readonly type: 'boolean' | 'number' | 'string';
  /** The operator as written in the language, such as `==` or `:`. */
  readonly operator: string;
  /** Whether the value's wildcards act as wildcards. */
  readonly isPattern: boolean;
}

/** A part of a query that is checked against its own schemas: the whole query, or one step of a sequence. */
export interface QueryPart {
  readonly fields: readonly NamedField[];
  /**
   * Returns the values that its fields are compared with. Lists are long and rarely needed, so they are
   * collected at each call.
   */
  values(): readonly ComparedValue[];
  /** The event category that it names, if the language has one. */
  readonly category?: string;
  /** Whether it has values without a field: an unknown comparison is read as such a value. */
  readonly hasBareValues?: boolean;
}

/** A step of a query for several events, or a command of a pipeline. */
export interface QueryStep {
  /** `1. process`, or another name. */
  readonly name: string;
  readonly span: Span;
  readonly conditionSpan: Span;
}

/** A string of a query. */
export interface QueryString {
  readonly text: string;
  readonly span: Span;
  /** Whether backslashes are escapes in it. */
  readonly escaped: boolean;
}

/** The known fields that a query may use. */
export interface CheckContext {
  readonly mappingOf: (name: string) => FieldMapping | undefined;
  /** If given, a field for which it returns false is an error. */
  readonly isMapped?: (name: string) => boolean;
  /** Names to suggest for an unknown field. */
  readonly knownNames?: () => Iterable<string>;
}

/**
 * A query language as one value: everything that code outside its folder knows about it. Higher layers add
 * what they do for a language in their own registries, keyed by the same id: `evaluate/languages.ts` plans,
 * `ide/languages.ts` helps to write.
 */
export interface Language<Tree, Resolved = unknown> {
  /** The display name. */
  readonly name: string;
  /** The code of its syntax errors. */
  readonly syntaxCode: string;
  /** The start of a line comment. Undefined for a language without comments. */
  readonly lineComment?: string;
  /** Whether it reads unindexed fields from the document. */
  readonly readsSource?: true;
  parse(text: string): ParsedQuery<Tree>;
  /**
   * Resolves the names of a query, if the tree is not enough. `check` and `parts` accept the result, so that
   * it is computed once, and compute it themselves without it.
   */
  resolve?(text: string, tree: Tree, context: CheckContext): Resolved;
  /**
   * Reports errors that Elasticsearch finds once it knows the types of fields, and clauses that it accepts
   * but that can never match.
   */
  check?(text: string, tree: Tree, context: CheckContext, resolved?: Resolved): readonly Problem[];
  /** Returns the parts in source order, with the fields that they use. */
  parts?(tree: Tree, text: string, resolved?: Resolved): readonly QueryPart[];
  /** Returns the index patterns in the query itself, if the language has them. */
  indices?(tree: Tree): readonly string[];
  /**
   * Returns the parts for an outline: the steps of a query for several events, with whether they are ordered,
   * or the commands.
   */
  steps?(tree: Tree): { readonly isSequence: boolean; readonly steps: readonly QueryStep[] } | undefined;
  /** Returns all strings, in source order. */
  strings?(tree: Tree): readonly QueryString[];
  /**
   * Returns the spans of all parts of the tree: steps, clauses, operands, commands. In no particular order.
   */
  spans(tree: Tree): readonly Span[];
  /** Returns the spans of the operands of `not`. */
  negations?(tree: Tree): readonly Span[];
  /** Returns a query's meaning as a string, if its tree without positions is not enough. */
  meaning?(text: string, tree: Tree): string;
  /** Formats a query. One that does not parse is unchanged. */
  format?(text: string): string;
}

/** Erases the types of a language's tree and resolution. */
export function defineLanguage<Tree, Resolved = unknown>(
  language: Language<Tree, Resolved>,
): Language<Tree, Resolved> {
  return language;
}
