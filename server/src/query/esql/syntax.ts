import type { Span } from '../../text/span.js';
import type { EsqlToken } from './tokens.js';

/**
 * An ES|QL query by its commands: what stands between the pipes, and what the checks of rules look at. The conditions
 * within the commands are not parsed.
 */
export interface EsqlQuery {
  readonly commands: readonly EsqlCommand[];
  /** Index patterns of `from`. */
  readonly sources: readonly EsqlName[];
  /** Fields behind `metadata`. */
  readonly metadata: EsqlNameList | undefined;
  readonly keeps: readonly EsqlNameList[];
  /** Columns that the query makes: by eval, stats, rename, grok, dissect, enrichment and the like. */
  readonly columns: readonly EsqlColumn[];
  readonly span: Span;
}

export interface EsqlCommand {
  /** In lower case; `inline stats` is one name. */
  readonly name: string;
  readonly nameSpan: Span;
  /** From its name to the pipe behind it. */
  readonly span: Span;
  /** Without comments and without the name. */
  readonly tokens: readonly EsqlToken[];
}

/** A name or pattern, without backquotes. */
export interface EsqlName {
  readonly text: string;
  readonly span: Span;
}

export interface EsqlNameList {
  readonly names: readonly EsqlName[];
  /** From the first name to the last; empty, behind the keyword, without names. */
  readonly span: Span;
}

export interface EsqlColumn extends EsqlName {
  /** Name of the command that makes it. */
  readonly command: string;
}
