import {
  CodeActionKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { version } from '../../../package.json';
import { serveDiagnostics } from './editor/diagnostics.js';
import { serveEditing } from './editor/editing.js';
import { serveReferences } from './editor/references.js';
import { serveStructure, structureCapabilities } from './editor/structure.js';
import { serveOwnRequests } from './requests/requests.js';
import { createSession } from './session/session.js';
import { warmUp } from './session/warm-up.js';

/** Answers a client's `initialize`, and serves its requests from then on. */
export function initialise(connection: Connection, params: InitializeParams): InitializeResult {
  const session = createSession(connection, params);
  const pull = serveDiagnostics(session);
  serveEditing(session);
  serveStructure(session);
  serveReferences(session);
  serveOwnRequests(session);
  warmUp();

  return {
    serverInfo: { name: 'rulewright', version },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      ...(pull && { diagnosticProvider: pull }),
      completionProvider: { triggerCharacters: ['.', '"', "'", '[', '$', '{'], resolveProvider: true },
      hoverProvider: true,
      documentSymbolProvider: true,
      documentFormattingProvider: true,
      ...structureCapabilities,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
