import type { TextEdit } from '../text/edits.js';
import type { ProblemCode } from '../text/problem.js';
import type { Span } from '../text/span.js';

/**
 * The results of editor features: plain values with offsets in the document, without protocol types. `lsp/`
 * converts them; tests use them directly.
 */

export type CompletionKind = 'field' | 'value' | 'keyword' | 'function' | 'key' | 'table' | 'snippet';

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Shown beside the label: the type of a field, the name of a technique. */
  readonly detail?: string;
  /** Markdown. Missing if `resolveCompletion` returns it for the same item: lists of fields are long. */
  readonly documentation?: string;
  /** The text to insert, if it is not the label. */
  readonly insert?: string;
  /** `insert` contains tab stops: `${1:name}`. */
  readonly snippet?: boolean;
  /** The text that the typed text is matched against, if it is not the label. */
  readonly filter?: string;
  /** Sort position; items without it are sorted by label. */
  readonly sort?: string;
}

export interface CompletionList {
  /** The span that an accepted item replaces; the cursor is in it or at its end. */
  readonly span: Span;
  readonly items: readonly CompletionItem[];
  /** Typing more can find further items, so the client has to ask again. */
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
  /** The whole range of the symbol. */
  readonly span: Span;
  /** The selection when the symbol is chosen; within `span`. */
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

export interface CodeAction {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor' | 'source.fixAll';
  readonly edits: readonly TextEdit[];
  /** Whether this is the action that most people want. */
  readonly preferred?: boolean;
  /** The problem that it fixes. */
  readonly problem?: { readonly code: ProblemCode; readonly span: Span };
}

export const semanticTokenTypes = ['property', 'enumMember', 'function', 'variable'] as const;
export const semanticTokenModifiers = ['unknown', 'optional'] as const;

/** The meaning of a token beyond its syntax. */
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

/**
 * A new name for something that the query defines: the edits, or why it cannot be renamed. Spans are in the
 * query.
 */
export type Rename =
  | {
      readonly ok: true;
      /** The new name without quotes. */
      readonly name: string;
      readonly oldName: string;
      /** Whether it is in the query's result, where other keys of the rule can refer to it. */
      readonly isInResult: boolean;
      readonly edits: readonly TextEdit[];
    }
  | { readonly ok: false; readonly reason: string };
