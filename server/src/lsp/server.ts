import { setFlagsFromString } from 'node:v8';
import {
  CodeActionKind,
  type Connection,
  createConnection,
  type InitializeParams,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  ProposedFeatures,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { serveDiagnostics } from './editor/diagnostics.js';
import { serveEditing } from './editor/editing.js';
import { serveReferences } from './editor/references.js';
import { serveStructure, structureCapabilities } from './editor/structure.js';
import { serveOwnRequests } from './requests/requests.js';
import { createSession } from './session/session.js';
import { warmUp } from './session/warm-up.js';

export type Transport = 'ipc' | 'stdio';

/**
 * Starts the language server on this process' IPC channel or standard streams. Runs until the client says `exit` or
 * its end of the connection closes: exit code 0 after `shutdown`, 1 without.
 */
export function startServer(transport: Transport): void {
  // A young generation of 2 MB saves about 10 MB of resident memory, and code that is kept small about 7 MB more; neither
  // costs time that could be measured.
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--max-semi-space-size=2');
  setFlagsFromString('--semi-space-growth-factor=1');
  const connection =
    transport === 'ipc'
      ? createConnection(ProposedFeatures.all, new IPCMessageReader(process), new IPCMessageWriter(process))
      : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  connection.onInitialize((params) => initialise(connection, params));
  connection.listen();
}

function initialise(connection: Connection, params: InitializeParams): InitializeResult {
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
