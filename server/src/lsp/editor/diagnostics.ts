import {
  type CancellationToken,
  type Diagnostic,
  type DiagnosticOptions,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { misspeltEventFields } from '../../ide/test-file/event-fields.js';
import type { Problem } from '../../text/problem.js';
import { testedRule } from '../requests/tested-rule.js';
import { testFileProblems } from '../requests/tests.js';
import { toDiagnostic } from '../session/convert.js';
import type { OpenDocument } from '../session/documents.js';
import type { Session } from '../session/session.js';
import { isLargeRule, ruleProblemsInTurns } from '../session/turns.js';
import type { Workspace } from '../session/workspace.js';
import { serveWorkspaceDiagnostics } from './workspace-diagnostics.js';

/** Returns the problems of an open document, empty if it is neither a rule nor a test file. */
export function problemsOf(document: OpenDocument, workspace: Workspace): readonly Problem[] {
  switch (document.kind()) {
    case 'rule':
      return workspace.ruleProblems.of(document);
    case 'test file': {
      const rule = testedRule(document, workspace);
      // Without a rule the file may belong to another tool.
      const fields = rule.text === '' ? [] : misspeltEventFields(document.text, rule);
      return [...testFileProblems(document.text, document.uri, workspace), ...fields];
    }
    case 'other':
      return [];
  }
}

/**
 * Serves diagnostics on request to clients that pull them, and publishes them to others; never both. Returns
 * the options to announce in the first case, undefined in the second.
 */
export function serveDiagnostics(session: Session): DiagnosticOptions | undefined {
  if (session.client.textDocument?.diagnostic) return pullDiagnostics(session);
  pushDiagnostics(session);
  return undefined;
}

function diagnosticsOf(document: OpenDocument, { workspace, abilities }: Session): Diagnostic[] {
  return problemsOf(document, workspace).map((problem) => toDiagnostic(problem, document, abilities));
}

function pullDiagnostics(session: Session): DiagnosticOptions {
  const { connection, documents, client, onOutdated } = session;
  connection.languages.diagnostics.on(({ textDocument }, token) => {
    const document = documents.get(textDocument.uri);
    if (document && isLargeRule(document)) return pullInTurns(textDocument.uri, session, token);
    return fullReport(document ? diagnosticsOf(document, session) : []);
  });
  if (client.workspace?.diagnostics?.refreshSupport) {
    onOutdated(() => connection.languages.diagnostics.refresh());
  }
  serveWorkspaceDiagnostics(session);
  return { identifier: 'rulewright', interFileDependencies: true, workspaceDiagnostics: true };
}

function fullReport(items: Diagnostic[]): FullDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, items };
}

/** Returns the report on a large rule. If the user types meanwhile, the last version counts. */
async function pullInTurns(
  uri: string,
  session: Session,
  token: CancellationToken,
): Promise<FullDocumentDiagnosticReport> {
  const { documents, workspace } = session;
  for (;;) {
    const document = documents.get(uri);
    if (!document || !isLargeRule(document))
      return fullReport(document ? diagnosticsOf(document, session) : []);
    const isUnwanted = () => token.isCancellationRequested || documents.get(uri) !== document;
    if (await ruleProblemsInTurns(document, workspace.ruleProblems, isUnwanted))
      return fullReport(diagnosticsOf(document, session));
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the check was cancelled');
  }
}

function pushDiagnostics(session: Session): void {
  const { connection, documents, workspace, onOutdated } = session;
  const waiting = new Set<string>();
  const send = (document: OpenDocument) => {
    const { uri, version } = document;
    const diagnostics = diagnosticsOf(document, session);
    void connection.sendDiagnostics({ uri, version, diagnostics });
  };
  const publishInTurns = async (document: OpenDocument) => {
    const isOutdated = () => documents.get(document.uri) !== document;
    if (await ruleProblemsInTurns(document, workspace.ruleProblems, isOutdated)) send(document);
  };
  const publish = () => {
    for (const uri of waiting) {
      waiting.delete(uri);
      const document = documents.get(uri);
      if (!document) continue;
      if (isLargeRule(document)) void publishInTurns(document);
      else send(document);
    }
  };
  // Changes that arrive together are answered once, for the last one.
  const schedule = (uri: string) => {
    if (waiting.size === 0) setImmediate(publish);
    waiting.add(uri);
  };
  documents.onDidChangeContent(({ document }) => schedule(document.uri));
  documents.onDidClose(({ document }) => {
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  onOutdated(() => {
    for (const { uri } of documents.all()) schedule(uri);
  });
}
