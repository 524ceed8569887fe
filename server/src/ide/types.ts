import type { TextEdit } from '../text/edits.js';
import type { ProblemCode } from '../text/problem.js';
import type { Span } from '../text/span.js';

/**
 * What editor features return: plain values with offsets of the document, no protocol types. `lsp/` converts them,
 * tests look at them directly.
 */

export type CompletionKind = 'field' | 'value' | 'keyword' | 'function' | 'key' | 'table' | 'snippet';

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Shown beside the label: the type of a field, the name of a technique. */
  readonly detail?: string;
  /** Markdown. Left out when `resolveCompletion` of the same item gives it: lists of fields are long. */
  readonly documentation?: string;
  /** What is inserted, when that is not the label. */
  readonly insert?: string;
  /** `insert` holds tab stops: `${1:name}`. */
  readonly snippet?: boolean;
  /** What the typed text is matched against, when that is not the label. */
  readonly filter?: string;
  /** Position in the list; items without it are ordered by label. */
  readonly sort?: string;
}

export interface CompletionList {
  /** What an accepted item replaces; the cursor lies in it or at its end. */
  readonly span: Span;
  readonly items: readonly CompletionItem[];
  /** More would be found with more typed, so the client has to ask again. */
  readonly incomplete?: boolean;
}

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

export type SymbolKind = 'table' | 'key' | 'query' | 'step' | 'tactic' | 'technique' | 'heading';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  /** All that belongs to it. */
  readonly span: Span;
  /** What is selected when the symbol is chosen; lies in `span`. */
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

export interface CodeAction {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor' | 'source.fixAll';
  readonly edits: readonly TextEdit[];
  /** Whether it is the one that most people want. */
  readonly preferred?: boolean;
  /** The code of the problem it removes. */
  readonly problem?: { readonly code: ProblemCode; readonly span: Span };
}

export const semanticTokenTypes = ['property', 'enumMember', 'function', 'variable'] as const;
export const semanticTokenModifiers = ['unknown', 'optional'] as const;

/** What a place means, beyond what its form tells. */
export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof semanticTokenTypes)[number];
  readonly modifiers: readonly (typeof semanticTokenModifiers)[number][];
}

/** The function whose arguments are being typed. */
export interface SignatureHelp {
  /** `startsWith(source, start)` */
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly string[];
  /** Index of the parameter at the cursor. */
  readonly active: number;
}

/** A new name for what the query names itself: the edits, or why it cannot have it. Spans are in the query. */
export type Rename =
  | {
      readonly ok: true;
      /** The new name without quotes. */
      readonly name: string;
      readonly oldName: string;
      /** Whether the result of the query has it, where other keys of the rule can refer to it. */
      readonly isInResult: boolean;
      readonly edits: readonly TextEdit[];
    }
  | { readonly ok: false; readonly reason: string };
