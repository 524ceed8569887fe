import type { FieldCatalogue } from '../fields/catalogue.js';
import type { FieldPlan } from '../fields/checkout/field-plan.js';
import type { Inventory } from '../fields/inventory/create-inventory.js';
import type { Language } from '../query/language.js';
import type { ParsedQuery } from '../query/syntax.js';
import type { Checkout } from '../rule/checkout/checkout.js';
import type { Rule } from '../rule/rule.js';
import type { OtherRules } from '../rule/rule-index.js';
import type { LineIndex } from '../text/lines.js';
import type { Fix, Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import type { TomlDocument } from '../toml/document.js';

/** A query that was parsed in its rule's language. */
export interface AnalysedQuery {
  readonly language: Language<unknown>;
  readonly parsed: ParsedQuery<unknown>;
  /**
   * Returns the language's resolution of its names, using the fields of the catalogue. Computed once, on
   * first use.
   */
  readonly resolved: () => unknown;
}

/** Everything known about one version of a rule file. Each stage is computed once, on first use. */
export interface Analysis {
  readonly text: string;
  readonly path: string | undefined;
  readonly lines: LineIndex;
  readonly document: TomlDocument;
  readonly rule: Rule;
  readonly catalogue: FieldCatalogue;
  readonly checkout: Checkout | undefined;
  /** The fields of the checkout. Undefined without one, and until they have been read. */
  readonly fieldPlan: FieldPlan | undefined;
  /** What was learned from data of the project's indices, if anything. */
  readonly inventory: Inventory | undefined;
  readonly others: OtherRules | undefined;
  readonly before: string | undefined;
  /** Results that others derived from it, see `perAnalysis`. */
  readonly derived: Map<unknown, unknown>;
  /** The problems from the schema, with spans in the file. */
  readonly schemaProblems: readonly Problem[];
  /**
   * The query of the rule, in its language. Undefined without a query that is checked. Its spans are in the
   * query.
   */
  readonly query: AnalysedQuery | undefined;
  /** The problems that parser and checker find in the query, with spans in the file. */
  readonly queryProblems: readonly Problem[];
  /** Returns the parsed query if it is in this language. */
  parsed<Tree>(language: Language<Tree>): ParsedQuery<Tree> | undefined;
  /**
   * Returns the language's resolution of the query's names, if the query is in this language and could be
   * parsed.
   */
  resolved<Tree, Resolved>(language: Language<Tree, Resolved>): Resolved | undefined;
  /** Returns the span of the file that a span of the query comes from. */
  queryToDocument(span: Span): Span;
  /** Returns the offset in the query of an offset in the file, or undefined if that is outside the query. */
  queryOffsetAt(offset: number): number | undefined;
  /** Converts a fix in the query to a fix in the file, with the escapes that the string in the file needs. */
  queryFix(fix: Fix): Fix | undefined;
}
