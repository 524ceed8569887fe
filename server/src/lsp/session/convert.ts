import {
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  InsertTextFormat,
  type CodeAction as LspCodeAction,
  type CompletionItem as LspCompletionItem,
  type CompletionList as LspCompletionList,
  type DocumentSymbol as LspDocumentSymbol,
  type Hover as LspHover,
  SymbolKind as LspSymbolKind,
  MarkupKind,
} from 'vscode-languageserver';
import type {
  CodeAction,
  CompletionKind,
  CompletionList,
  DocumentSymbol,
  Hover,
  SymbolKind,
} from '../../ide/types.js';
import type { Problem, Severity } from '../../text/problem.js';
import type { OpenDocument } from './documents.js';
import type { FindPage } from './pages.js';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const completionKinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  keyword: CompletionItemKind.Keyword,
  function: CompletionItemKind.Function,
  key: CompletionItemKind.Property,
  table: CompletionItemKind.Module,
  snippet: CompletionItemKind.Snippet,
};

const symbolKinds: Readonly<Record<SymbolKind, LspSymbolKind>> = {
  table: LspSymbolKind.Module,
  key: LspSymbolKind.Property,
  query: LspSymbolKind.Function,
  step: LspSymbolKind.Event,
  tactic: LspSymbolKind.Namespace,
  technique: LspSymbolKind.Object,
  heading: LspSymbolKind.String,
};

export function toDiagnostic(
  problem: Problem,
  document: OpenDocument,
  { findPage }: Pick<ClientAbilities, 'findPage'>,
): Diagnostic {
  const { code, severity, message, help, related } = problem;
  const href = findPage?.(code);
  return {
    range: document.rangeOf(problem.span),
    severity: severities[severity],
    code,
    ...(href !== undefined && { codeDescription: { href } }),
    source: 'rulewright',
    message: help ? `${message}\n${help}` : message,
    ...(related && {
      relatedInformation: related.map((place) => ({
        location: { uri: document.uri, range: document.rangeOf(place.span) },
        message: place.message,
      })),
    }),
  };
}

/** The client capabilities that change what the server sends. */
export interface ClientAbilities {
  /** A single replaced range for the whole list instead of one per item. */
  readonly sharedEditRange: boolean;
  readonly snippets: boolean;
  readonly nestedSymbols: boolean;
  /** Finds the page of a code, if the client supports links for diagnostic codes. */
  readonly findPage: FindPage | undefined;
}

export function toCompletionList(
  list: CompletionList,
  document: OpenDocument,
  abilities: ClientAbilities,
): LspCompletionList {
  const range = document.rangeOf(list.span);
  const items = list.items.map(({ label, kind, detail, documentation, insert, snippet, filter, sort }) => {
    const item: LspCompletionItem = { label, kind: completionKinds[kind] };
    if (detail !== undefined) item.detail = detail;
    if (documentation !== undefined) item.documentation = { kind: MarkupKind.Markdown, value: documentation };
    if (filter !== undefined) item.filterText = filter;
    if (sort !== undefined) item.sortText = sort;
    const asSnippet = snippet === true && abilities.snippets;
    if (asSnippet) item.insertTextFormat = InsertTextFormat.Snippet;
    const newText = snippet && !asSnippet ? withoutTabStops(insert ?? label) : (insert ?? label);
    if (!abilities.sharedEditRange) item.textEdit = { range, newText };
    else if (newText !== label) item.textEditText = newText;
    return item;
  });
  return {
    isIncomplete: list.incomplete === true,
    items,
    ...(abilities.sharedEditRange && { itemDefaults: { editRange: range } }),
  };
}

/** Returns a snippet's text for clients without snippets: `${1:name}` becomes `name`, `$0` nothing. */
function withoutTabStops(snippet: string): string {
  return snippet.replace(/\$\{\d+:([^}]*)\}|\$\{?\d+\}?/g, '$1').replace(/\\([$}\\])/g, '$1');
}

export function toHover(hover: Hover, document: OpenDocument): LspHover {
  return {
    contents: { kind: MarkupKind.Markdown, value: hover.markdown },
    range: document.rangeOf(hover.span),
  };
}

export function toDocumentSymbol(symbol: DocumentSymbol, document: OpenDocument): LspDocumentSymbol {
  return {
    // VS Code rejects the whole outline if a name is empty.
    name: symbol.name === '' ? '(empty)' : symbol.name,
    ...(symbol.detail !== undefined && { detail: symbol.detail }),
    kind: symbolKinds[symbol.kind],
    range: document.rangeOf(symbol.span),
    selectionRange: document.rangeOf(symbol.selection),
    children: symbol.children.map((child) => toDocumentSymbol(child, document)),
  };
}

export function toCodeAction(
  action: CodeAction,
  document: OpenDocument,
  diagnostics: readonly Diagnostic[],
): LspCodeAction {
  const { problem } = action;
  const range = problem && document.rangeOf(problem.span);
  const solved = diagnostics.filter(
    (diagnostic) =>
      diagnostic.code === problem?.code &&
      diagnostic.range.start.line === range?.start.line &&
      diagnostic.range.start.character === range.start.character,
  );
  return {
    title: action.title,
    kind: action.kind,
    ...(action.preferred && { isPreferred: true }),
    ...(solved.length > 0 && { diagnostics: solved }),
    edit: {
      changes: {
        [document.uri]: action.edits.map(({ span, text }) => ({
          range: document.rangeOf(span),
          newText: text,
        })),
      },
    },
  };
}
