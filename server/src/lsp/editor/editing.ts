import type {
  DocumentSymbol,
  CompletionItem as LspCompletionItem,
  SymbolInformation,
} from 'vscode-languageserver';
import { completion, completionDocumentation } from '../../ide/completion/completion.js';
import { formatEdits } from '../../ide/format.js';
import { hover } from '../../ide/hover/hover.js';
import { symbols } from '../../ide/symbols.js';
import { testFileCompletion } from '../../ide/test-file/test-file-completion.js';
import { testFileHover } from '../../ide/test-file/test-file-hover.js';
import { testedRule } from '../requests/tested-rule.js';
import { toCompletionList, toDocumentSymbol, toHover } from '../session/convert.js';
import type { OpenDocument } from '../session/documents.js';
import type { Session } from '../session/session.js';
import { isLargeRule, ruleProblemsInTurns } from '../session/turns.js';
import { applicableFixes } from './actions.js';

/** Serves the requests that clients send while a user types and navigates. */
export function serveEditing(session: Session): void {
  const { connection, documents, abilities } = session;
  const ruleAt = (uri: string): OpenDocument | undefined => {
    const document = documents.get(uri);
    return document?.kind() === 'rule' ? document : undefined;
  };
  const completionIn = (document: OpenDocument, offset: number) => {
    switch (document.kind()) {
      case 'rule':
        return completion(document.analysis(), offset, (field) =>
          session.workspace.uses.valuesOf(field, document.key),
        );
      case 'test file':
        return testFileCompletion(document.text, offset, testedRule(document, session.workspace));
      default:
        return undefined;
    }
  };
  const hoverIn = (document: OpenDocument, offset: number) => {
    switch (document.kind()) {
      case 'rule':
        return hover(document.analysis(), offset);
      case 'test file':
        return testFileHover(document.text, offset, testedRule(document, session.workspace));
      default:
        return undefined;
    }
  };

  connection.onCompletion(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const list = document && completionIn(document, document.offsetAt(position));
    return list ? toCompletionList(list, document, abilities) : null;
  });
  connection.onCompletionResolve((item: LspCompletionItem) => {
    if (item.documentation !== undefined) return item;
    const documentation = completionDocumentation(item.label);
    return documentation === undefined
      ? item
      : { ...item, documentation: { kind: 'markdown', value: documentation } };
  });
  connection.onHover(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const found = document && hoverIn(document, document.offsetAt(position));
    return found ? toHover(found, document) : null;
  });
  connection.onDocumentSymbol(({ textDocument }) => {
    const document = ruleAt(textDocument.uri);
    if (!document) return null;
    const nested = symbols(document.analysis()).map((symbol) => toDocumentSymbol(symbol, document));
    return abilities.nestedSymbols ? nested : nested.flatMap((symbol) => flattened(symbol, document.uri));
  });
  connection.onDocumentFormatting(({ textDocument }) => {
    const document = ruleAt(textDocument.uri);
    if (!document) return null;
    const edits = formatEdits(document.text, { query: session.workspace.settings.formatQuery });
    return edits.map(({ span, text }) => ({ range: document.rangeOf(span), newText: text }));
  });
  connection.onCodeAction(({ textDocument, range, context }, token) => {
    const document = documents.get(textDocument.uri);
    if (!document || document.kind() === 'other') return null;
    const fixes = () => applicableFixes(document, range, context, session.workspace);
    if (!isLargeRule(document)) return fixes();
    const isUnwanted = () => token.isCancellationRequested || documents.get(document.uri) !== document;
    return ruleProblemsInTurns(document, session.workspace.ruleProblems, isUnwanted).then((problems) =>
      problems ? fixes() : null,
    );
  });
}

/** Flattens a symbol and its children, for clients that only support lists. */
function flattened(symbol: DocumentSymbol, uri: string, container?: string): SymbolInformation[] {
  const { name, kind, range, children = [] } = symbol;
  return [
    { name, kind, location: { uri, range }, ...(container !== undefined && { containerName: container }) },
    ...children.flatMap((child) => flattened(child, uri, name)),
  ];
}
