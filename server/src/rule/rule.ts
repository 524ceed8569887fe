import type { Span } from '../text/span.js';
import type { TomlDocument } from '../toml/document.js';
import { isTable, type TomlPath, type TomlTableValue, type TomlValue, valueAt } from '../toml/path.js';
import type { TomlString } from '../toml/string.js';
import { isRuleType, type RuleType } from './schema/rule-types.js';

/** Text of a rule in another language, with its place in the file. */
export interface EmbeddedQuery {
  readonly path: TomlPath;
  readonly text: string;
  /** The string in the file; found when first asked for. */
  string(): TomlString | undefined;
  /** The place in the file of a span of the text; undefined for one beyond its end. */
  place(span: Span): Span | undefined;
}

/** A detection rule as its file says it. Whatever is missing or of the wrong type is undefined or empty. */
export interface Rule {
  readonly document: TomlDocument;
  readonly metadata: TomlTableValue;
  /** The table `[rule]`. */
  readonly table: TomlTableValue;
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly type: RuleType | undefined;
  /** Language of the query: the `language` key, or else the only one that the type allows. */
  readonly language: string | undefined;
  readonly query: EmbeddedQuery | undefined;
  /** The query for indicators of a `threat_match` rule. */
  readonly threatQuery: EmbeddedQuery | undefined;
  readonly index: readonly string[];
  readonly maturity: string | undefined;
  /** Deprecated rules are kept as they are: only their life cycle is checked. */
  readonly deprecated: boolean;
  readonly integrations: readonly string[];
  readonly tags: readonly string[];
  /** Value at a path of the file. */
  get(path: TomlPath): TomlValue | undefined;
}

/** Whether a document is a detection rule: it has the tables `[metadata]` and `[rule]`. */
export function isRule(document: TomlDocument): boolean {
  return isTable(document.values.metadata) && isTable(document.values.rule);
}

/** Whether a document is a detection rule or is becoming one: it has one of the two tables. */
export function isPartialRule(document: TomlDocument): boolean {
  return isTable(document.values.metadata) || isTable(document.values.rule);
}

/** Reads the parts of a rule that checks and evaluation need. Accepts any document. */
export function readRule(document: TomlDocument): Rule {
  const { values } = document;
  const metadata = isTable(values.metadata) ? values.metadata : {};
  const table = isTable(values.rule) ? values.rule : {};
  const type = isRuleType(table.type) ? table.type : undefined;
  const maturity = text(metadata.maturity);
  const embedded = (key: string): EmbeddedQuery | undefined => {
    const value = table[key];
    if (typeof value !== 'string') return undefined;
    const path = ['rule', key];
    const string = (): TomlString | undefined => document.stringAt(path);
    return {
      path,
      text: value,
      string,
      place: (span) => (span.start > value.length ? undefined : string()?.spanToDocument(span)),
    };
  };
  return {
    document,
    metadata,
    table,
    name: text(table.name),
    id: text(table.rule_id),
    type,
    language: text(table.language) ?? (type === 'eql' || type === 'esql' ? type : undefined),
    query: embedded('query'),
    threatQuery: embedded('threat_query'),
    index: texts(table.index),
    maturity,
    deprecated: maturity === 'deprecated',
    integrations: texts(metadata.integration),
    tags: texts(table.tags),
    get: (path) => valueAt(values, path),
  };
}

function text(value: TomlValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list; a single text counts as a list of one. */
function texts(value: TomlValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((element) => typeof element === 'string') : [];
}
