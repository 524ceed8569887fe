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

/** How the editor helps to write and read queries of a language. Offsets and spans are in the query. */
export interface LanguageHelp {
  /** What can be typed at the end of `before`, the query up to the cursor; `behind` is what follows. */
  completion(
    before: string,
    behind: string,
    catalogue: FieldCatalogue,
    valuesInUse: ValuesInUse,
  ): QueryCompletion | undefined;
  hover(analysis: Analysis, offset: number): Hover | undefined;
  /** The function around an offset. */
  signature?(query: string, offset: number): SignatureHelp | undefined;
  /** What words mean beyond their form; fields need no help. */
  tokens?(analysis: Analysis): readonly SemanticToken[];
  /** The names that a query gives itself. */
  readonly names?: QueryNames;
}

/** Help with names that a query gives itself, such as columns. All places are in the query. */
export interface QueryNames {
  /** Returns all places of the name at an offset, in the order of the text; empty where there is none. */
  occurrences(analysis: Analysis, offset: number): readonly Span[];
  /** Returns the place where the name is given. */
  definition(analysis: Analysis, offset: number): Span | undefined;
  /** Returns the name at an offset, where it can be changed. */
  renameTarget(analysis: Analysis, offset: number): Span | undefined;
  /** Returns the edits that change it, or why it cannot be changed; undefined where there is no such name. */
  rename(analysis: Analysis, offset: number, newName: string): Rename | undefined;
}

/** One line for each language that the editor helps with. */
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

/** The help for a language as `language` names it; undefined for others. */
export function helpFor(language: string | undefined): LanguageHelp | undefined {
  return language !== undefined && Object.hasOwn(helps, language)
    ? helps[language as QueryLanguage]
    : undefined;
}
