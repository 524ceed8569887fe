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

/** A query that was parsed in the language that its rule names. */
export interface AnalysedQuery {
  readonly language: Language<unknown>;
  readonly parsed: ParsedQuery<unknown>;
  /** What its language works out about the names in it, by the fields of the catalogue; once, when first asked for. */
  readonly resolved: () => unknown;
}

/** Everything known of one version of a rule file. Each stage is worked out when first asked for, and once. */
export interface Analysis {
  readonly text: string;
  readonly path: string | undefined;
  readonly lines: LineIndex;
  readonly document: TomlDocument;
  readonly rule: Rule;
  readonly catalogue: FieldCatalogue;
  readonly checkout: Checkout | undefined;
  /** The fields of the checkout; undefined without one and as long as they are being read. */
  readonly fieldPlan: FieldPlan | undefined;
  /** What was learned from data of the indices of the project; undefined where nothing was. */
  readonly inventory: Inventory | undefined;
  readonly others: OtherRules | undefined;
  readonly before: string | undefined;
  /** What others worked out from it, see `perAnalysis`. */
  readonly derived: Map<unknown, unknown>;
  /** What the schema finds, in the file. */
  readonly schemaProblems: readonly Problem[];
  /** The query of the rule, in its language; undefined without one that is checked. Its spans are in the text of the query. */
  readonly query: AnalysedQuery | undefined;
  /** What parser and checker find in the query, in the file. */
  readonly queryProblems: readonly Problem[];
  /** The parsed query, when it is in this language. */
  parsed<Tree>(language: Language<Tree>): ParsedQuery<Tree> | undefined;
  /** What its language works out about the names in the query, when it is in this language and was understood. */
  resolved<Tree, Resolved>(language: Language<Tree, Resolved>): Resolved | undefined;
  /** The span of the file that a span of the query comes from. */
  queryToDocument(span: Span): Span;
  /** The offset in the query of an offset in the file, or undefined when that lies outside the query. */
  queryOffsetAt(offset: number): number | undefined;
  /** A fix in the query as a fix in the file, escaped as the string in the file needs. */
  queryFix(fix: Fix): Fix | undefined;
}
