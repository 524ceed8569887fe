import type { Span } from '../text/span.js';
import type { TomlDocument } from '../toml/document.js';
import { isTable, type TomlPath, type TomlTableValue, type TomlValue, valueAt } from '../toml/path.js';
import type { TomlString } from '../toml/string.js';
import { isRuleType, type RuleType } from './schema/rule-types.js';

/** A text in another language in a rule, with its position in the file. */
export interface EmbeddedQuery {
  readonly path: TomlPath;
  readonly text: string;
  /** Returns the string in the file, which is located on first use. */
  string(): TomlString | undefined;
  /**
   * Converts a span of the text to a span of the file. Returns undefined for one beyond the end of the text.
   */
  place(span: Span): Span | undefined;
}

/**
 * A detection rule as written in its file. Keys that are missing or of the wrong type are undefined or empty.
 */
export interface Rule {
  readonly document: TomlDocument;
  readonly metadata: TomlTableValue;
  /** The table `[rule]`. */
  readonly table: TomlTableValue;
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly type: RuleType | undefined;
  /** The language of the query: the `language` key, or else the only one that the type allows. */
  readonly language: string | undefined;
  readonly query: EmbeddedQuery | undefined;
  /** The indicator query of a `threat_match` rule. */
  readonly threatQuery: EmbeddedQuery | undefined;
  readonly index: readonly string[];
  readonly maturity: string | undefined;
  /** Deprecated rules are kept as they are: only their life cycle is checked. */
  readonly deprecated: boolean;
  readonly integrations: readonly string[];
  readonly tags: readonly string[];
  /** Returns the value at a path of the file. */
  get(path: TomlPath): TomlValue | undefined;
}

/** Returns whether a document is a detection rule: it has the tables `[metadata]` and `[rule]`. */
export function isRule(document: TomlDocument): boolean {
  return isTable(document.values.metadata) && isTable(document.values.rule);
}

/** Returns whether a document is a complete or partial detection rule: it has one of the two tables. */
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

/** Returns the strings of a list. A single string counts as a list of one. */
function texts(value: TomlValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((element) => typeof element === 'string') : [];
}
