import type { FieldMapping } from '../fields/field-type.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import type { ParsedQuery } from './syntax.js';

/** A field that a query names. */
export interface NamedField {
  /** May contain `*`, for any run of characters. */
  readonly name: string;
  /** Whether the mapping may lack it. */
  readonly optional: boolean;
  /** Whether it is the path of a nested condition, which has no value of its own. */
  readonly isPath?: boolean;
  /** In the query. */
  readonly span: Span;
}

/** A value that a query compares a field with. */
export interface ComparedValue {
  readonly field: string;
  readonly value: string;
  readonly type: 'boolean' | 'number' | 'string';
  /** As the language writes it, such as `==` or `:`. */
  readonly operator: string;
  /** Whether wildcards of the value match more than themselves. */
  readonly isPattern: boolean;
}

/** A part of a query that is checked against schemas of its own: the whole, or one step of a sequence. */
export interface QueryPart {
  readonly fields: readonly NamedField[];
  /** The values that its fields are compared with. Lists are long and few ask for them: collected at each call. */
  values(): readonly ComparedValue[];
  /** The event category that it names, where the language has one. */
  readonly category?: string;
  /** Whether it has values that no field is named for: a comparison that the language does not know is one. */
  readonly hasBareValues?: boolean;
}

/** A step of a query that looks for several events, or a command of a pipeline. */
export interface QueryStep {
  /** `1. process`, or what else it is called. */
  readonly name: string;
  readonly span: Span;
  readonly conditionSpan: Span;
}

/** A string of a query. */
export interface QueryString {
  readonly text: string;
  readonly span: Span;
  /** Whether backslashes escape in it. */
  readonly escaped: boolean;
}

/** What is known of the fields that a query may use. */
export interface CheckContext {
  readonly mappingOf: (name: string) => FieldMapping | undefined;
  /** When given, a field for which it is false is an error. */
  readonly isMapped?: (name: string) => boolean;
  /** Names to suggest for an unknown field. */
  readonly knownNames?: () => Iterable<string>;
}

/**
 * A query language as one value: what everything beyond its folder knows of it. Floors above add what they do for a
 * language in a registry of their own, keyed by the same id: `evaluate/languages.ts` plans, `ide/languages.ts` helps to write.
 */
export interface Language<Tree, Resolved = unknown> {
  /** As people call it. */
  readonly name: string;
  /** The code of its syntax errors. */
  readonly syntaxCode: string;
  /** What starts a comment up to the end of the line; undefined for a language without comments. */
  readonly lineComment?: string;
  /** Whether it reads fields that are not indexed from the document. */
  readonly readsSource?: true;
  parse(text: string): ParsedQuery<Tree>;
  /**
   * Works out what the names of a query mean, where the tree does not say. `check` and `parts` take the answer, so that
   * it is worked out once; without it they work it out themselves.
   */
  resolve?(text: string, tree: Tree, context: CheckContext): Resolved;
  /** Reports what Elasticsearch refuses once it knows the types of fields, and what it accepts but can never match. */
  check?(text: string, tree: Tree, context: CheckContext, resolved?: Resolved): readonly Problem[];
  /** Returns the parts in the order of the text, with the fields that they use. */
  parts?(tree: Tree, text: string, resolved?: Resolved): readonly QueryPart[];
  /** Returns the index patterns that the query names itself, where the language has them. */
  indices?(tree: Tree): readonly string[];
  /** Returns the parts that an outline shows: the steps of a query for several events, with whether these come in an order, or commands. */
  steps?(tree: Tree): { readonly isSequence: boolean; readonly steps: readonly QueryStep[] } | undefined;
  /** Returns all strings in the order of the text. */
  strings?(tree: Tree): readonly QueryString[];
  /** Returns the spans of all parts of the tree: steps, clauses, operands, commands. In no certain order. */
  spans(tree: Tree): readonly Span[];
  /** Returns the spans of what stands behind a `not`. */
  negations?(tree: Tree): readonly Span[];
  /** What a query means, as a text, where its tree without places does not say all. */
  meaning?(text: string, tree: Tree): string;
  /** Formats a query; one that does not parse stays as it is. */
  format?(text: string): string;
}

/** Freezes the types of the tree of a language and of what it resolves. */
export function defineLanguage<Tree, Resolved = unknown>(
  language: Language<Tree, Resolved>,
): Language<Tree, Resolved> {
  return language;
}
