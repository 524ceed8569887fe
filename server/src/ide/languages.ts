import type { Analysis } from '../analysis/analysis.js';
import type { FieldCatalogue } from '../fields/catalogue.js';
import type { QueryLanguage } from '../query/languages.js';
import type { Span } from '../text/span.js';
import { eqlCompletion } from './completion/eql/eql-completion.js';
import { esqlCompletion } from './completion/esql/esql-completion.js';
import { kqlCompletion } from './completion/kql/kql-completion.js';
import type { QueryCompletion } from './completion/query-completion.js';
import type { ValuesInUse } from './completion/query-values.js';
import { eqlHover } from './hover/eql-hover.js';
import { esqlHover } from './hover/esql-hover.js';
import { fieldHover } from './hover/field-hover.js';
import { eqlSignature } from './structure/eql-signature.js';
import { eqlTokens } from './structure/eql-tokens.js';
import { esqlDefinition, esqlOccurrences } from './structure/esql-columns.js';
import { esqlRename, esqlRenameTarget } from './structure/esql-rename.js';
import { esqlSignature } from './structure/esql-signature.js';
import { esqlTokens } from './structure/esql-tokens.js';
import type { Hover, Rename, SemanticToken, SignatureHelp } from './types.js';

/** Editor support for queries of a language. Offsets and spans are in the query. */
export interface LanguageHelp {
  /**
   * Returns completions at the end of `before`, the query up to the cursor; `behind` is the text after it.
   */
  completion(
    before: string,
    behind: string,
    catalogue: FieldCatalogue,
    valuesInUse: ValuesInUse,
  ): QueryCompletion | undefined;
  hover(analysis: Analysis, offset: number): Hover | undefined;
  /** Returns the signature of the function around an offset. */
  signature?(query: string, offset: number): SignatureHelp | undefined;
  /** Returns tokens whose meaning is not visible in their syntax; fields are handled elsewhere. */
  tokens?(analysis: Analysis): readonly SemanticToken[];
  /** Names that a query defines itself. */
  readonly names?: QueryNames;
}

/** Editor support for names that a query defines itself, such as columns. All spans are in the query. */
export interface QueryNames {
  /** Returns all spans of the name at an offset, in text order; empty if there is no name. */
  occurrences(analysis: Analysis, offset: number): readonly Span[];
  /** Returns the span where the name is defined. */
  definition(analysis: Analysis, offset: number): Span | undefined;
  /** Returns the name at an offset if it can be renamed. */
  renameTarget(analysis: Analysis, offset: number): Span | undefined;
  /** Returns the edits that rename it, or why it cannot be renamed; undefined if there is no such name. */
  rename(analysis: Analysis, offset: number, newName: string): Rename | undefined;
}

/** Editor support by language. */
const helps: Readonly<Partial<Record<QueryLanguage, LanguageHelp>>> = {
  eql: { completion: eqlCompletion, hover: eqlHover, signature: eqlSignature, tokens: eqlTokens },
  kuery: { completion: kqlCompletion, hover: fieldHover },
  esql: {
    completion: esqlCompletion,
    hover: esqlHover,
    signature: esqlSignature,
    tokens: esqlTokens,
    names: {
      occurrences: esqlOccurrences,
      definition: esqlDefinition,
      renameTarget: esqlRenameTarget,
      rename: esqlRename,
    },
  },
};

/** Returns the support for a `language` value, or undefined. */
export function helpFor(language: string | undefined): LanguageHelp | undefined {
  return language !== undefined && Object.hasOwn(helps, language)
    ? helps[language as QueryLanguage]
    : undefined;
}
