import {
  type FoldingRange,
  FoldingRangeKind,
  LSPErrorCodes,
  ResponseError,
  type SelectionRange,
  SemanticTokensBuilder,
  type SemanticTokensLegend,
  type ServerCapabilities,
  SymbolKind,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { folds } from '../../ide/structure/folding.js';
import { inlayHints } from '../../ide/structure/inlay-hints.js';
import { links } from '../../ide/structure/links.js';
import { nameOccurrencesAt, pluginPlacesAt } from '../../ide/structure/occurrences.js';
import { rename, renameTarget } from '../../ide/structure/rename.js';
import { selectionRanges } from '../../ide/structure/selection.js';
import { semanticTokens } from '../../ide/structure/semantic-tokens.js';
import { signatureHelp } from '../../ide/structure/signature.js';
import { semanticTokenModifiers, semanticTokenTypes } from '../../ide/types.js';
import type { WireRange } from '../messages.js';
import type { OpenDocument } from '../session/documents.js';
import type { Session } from '../session/session.js';
import { uriOf } from '../session/uris.js';
import type { Workspace } from '../session/workspace.js';

const legend: SemanticTokensLegend = {
  tokenTypes: [...semanticTokenTypes],
  tokenModifiers: [...semanticTokenModifiers],
};

/** Capabilities for the structure of rules, for the response to `initialize`. */
export const structureCapabilities: Partial<ServerCapabilities> = {
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentLinkProvider: {},
  documentHighlightProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  workspaceSymbolProvider: true,
  inlayHintProvider: true,
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  semanticTokensProvider: { legend, full: true },
};

/** Serves requests about the structure of open rules and of the workspace. */
export function serveStructure({ connection, documents, workspace }: Session): void {
  const ruleAt = (uri: string): OpenDocument | undefined => {
    const document = documents.get(uri);
    return document?.kind() === 'rule' ? document : undefined;
  };

  connection.onFoldingRanges(({ textDocument }): FoldingRange[] | null => {
    const document = ruleAt(textDocument.uri);
    if (!document) return null;
    return folds(document.analysis()).map(({ startLine, endLine, kind }) => ({
      startLine,
      endLine,
      ...(kind ? { kind: FoldingRangeKind.Comment } : {}),
    }));
  });
  connection.onSelectionRanges(({ textDocument, positions }): SelectionRange[] | null => {
    const document = ruleAt(textDocument.uri);
    if (!document) return null;
    return positions.map((position) => {
      const spans = selectionRanges(document.analysis(), document.offsetAt(position));
      const range = spans.reduceRight<SelectionRange | undefined>(
        (parent, span) => ({ range: document.rangeOf(span), ...(parent ? { parent } : {}) }),
        undefined,
      );
      return range ?? { range: { start: position, end: position } };
    });
  });
  connection.onDocumentLinks(({ textDocument }) => {
    const document = ruleAt(textDocument.uri);
    if (!document) return null;
    return links(document.analysis()).map(({ span, target }) => ({ range: document.rangeOf(span), target }));
  });
  connection.onDocumentHighlight(({ textDocument, position }) => {
    const document = ruleAt(textDocument.uri);
    if (!document) return null;
    return placesAt(document, position).map((range) => ({ range }));
  });
  connection.onPrepareRename(({ textDocument, position }) => {
    const document = ruleAt(textDocument.uri);
    const target = document && renameTarget(document.analysis(), document.offsetAt(position));
    return document && target ? document.rangeOf(target) : null;
  });
  connection.onRenameRequest(({ textDocument, position, newName }): WorkspaceEdit | null => {
    const document = ruleAt(textDocument.uri);
    const renamed = document && rename(document.analysis(), document.offsetAt(position), newName);
    if (!document || !renamed) return null;
    if (!renamed.ok) throw new ResponseError(LSPErrorCodes.RequestFailed, renamed.reason);
    const edits = renamed.edits.map(({ span, text }) => ({ range: document.rangeOf(span), newText: text }));
    return { changes: { [document.uri]: edits } };
  });
  connection.onWorkspaceSymbol(({ query }) =>
    workspace.rules.search(query, 200).map(({ key, summary }) => ({
      name: summary.name ?? summary.path,
      kind: SymbolKind.Class,
      containerName: summary.path,
      location: { uri: uriOfRule(key, workspace), range: startOfFile },
    })),
  );
  connection.languages.inlayHint.on(({ textDocument, range }) => {
    const document = ruleAt(textDocument.uri);
    if (!document || !workspace.settings.inlayHints) return [];
    const { start, end } = document.spanOf(range);
    return inlayHints(document.analysis())
      .filter(({ offset }) => start <= offset && offset <= end)
      .map(({ offset, text }) => ({
        position: document.rangeOf({ start: offset, end: offset }).start,
        label: text,
        paddingLeft: true,
      }));
  });
  connection.onSignatureHelp(({ textDocument, position }) => {
    const document = ruleAt(textDocument.uri);
    const found = document && signatureHelp(document.analysis(), document.offsetAt(position));
    if (!found) return null;
    const { label, documentation, parameters, active } = found;
    return {
      signatures: [
        {
          label,
          documentation: { kind: 'markdown', value: documentation },
          parameters: parameters.map((name) => ({ label: name })),
        },
      ],
      activeSignature: 0,
      activeParameter: active,
    };
  });
  connection.languages.semanticTokens.on(({ textDocument }) => {
    const document = ruleAt(textDocument.uri);
    const builder = new SemanticTokensBuilder();
    for (const { span, type, modifiers } of document ? semanticTokens(document.analysis()) : []) {
      const { start, end } = document!.rangeOf(span);
      // A token must be within one line.
      if (start.line !== end.line) continue;
      const bits = modifiers.reduce(
        (sum, modifier) => sum | (1 << semanticTokenModifiers.indexOf(modifier)),
        0,
      );
      builder.push(
        start.line,
        start.character,
        end.character - start.character,
        semanticTokenTypes.indexOf(type),
        bits,
      );
    }
    return builder.build();
  });
}

function uriOfRule(key: string, workspace: Workspace): string {
  const path = workspace.pathOfRule(key);
  return workspace.openAt(path)?.uri ?? uriOf(path);
}

const startOfFile: WireRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/**
 * Returns the ranges related to the cursor position: of a field or column in the query, or of a search in the
 * guide.
 */
function placesAt(document: OpenDocument, position: { line: number; character: number }): WireRange[] {
  const offset = document.offsetAt(position);
  const plugin = pluginPlacesAt(document.analysis(), offset);
  const spans = plugin
    ? [...(plugin.definition ? [plugin.definition] : []), ...plugin.references]
    : nameOccurrencesAt(document.analysis(), offset);
  return spans.map((span) => document.rangeOf(span));
}
