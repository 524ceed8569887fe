import { createHash } from 'node:crypto';
import {
  type CancellationToken,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type WorkspaceDiagnosticReport,
  type WorkspaceFullDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { pathKey } from '../../files/path-key.js';
import type { FoundRule, RuleSummary } from '../../rule/rule-index.js';
import { toDiagnostic } from '../session/convert.js';
import { openDocument } from '../session/documents.js';
import type { Session } from '../session/session.js';
import { ruleProblemsInTurns } from '../session/turns.js';
import { keyOfUri, uriOf } from '../session/uris.js';
import { readRuleFile } from '../session/workspace.js';

/** Rules beyond this limit are checked when they are opened. */
const mostRules = 10_000;

/** Number of reports to send together. */
const reportsInPart = 50;

/** The result id of a file without diagnostics, also for clients that never received any. */
const nothing = 'none';

/** The last result of a rule, and the properties that decide whether another rule is compared with it. */
interface LastResult {
  readonly resultId: string;
  readonly summary: RuleSummary;
}

/** The report of a file that the client has. */
interface Sent {
  readonly uri: string;
  readonly value: string;
}

type Send = (report: WorkspaceFullDocumentDiagnosticReport) => void;

/**
 * Serves the diagnostics of rules that are not open. A request stays pending until something changes, so that
 * clients can ask again immediately. Each rule is checked once until it, its configuration or a rule compared
 * with it changes.
 */
export function serveWorkspaceDiagnostics(session: Session): void {
  const { connection, documents, workspace } = session;
  const results = new Map<string, LastResult>();
  /** Keys of what was sent, cached because creating a key accesses the disk. */
  const keysByUri = new Map<string, string>();
  const changedKeys = new Set<string>();
  const sleepers: (() => void)[] = [];
  let isLimitTold = false;
  const wake = (): void => {
    for (const sleeper of sleepers.splice(0)) sleeper();
  };
  session.onOutdated((changed) => {
    if (changed) for (const path of changed) changedKeys.add(pathKey(path));
    else results.clear();
    wake();
  });
  documents.onDidClose(({ document }) => {
    results.delete(document.key);
    wake();
  });

  /** Resolves when something may have changed, or when the client stops waiting. */
  const nextChange = (token: CancellationToken): Promise<void> =>
    new Promise((resolve) => {
      sleepers.push(resolve);
      const listener = token.onCancellationRequested(() => {
        listener.dispose();
        resolve();
      });
    });

  const rulesToCheck = (): readonly FoundRule[] => {
    const all = [...workspace.rules.all()];
    if (all.length > mostRules && !isLimitTold) {
      isLimitTold = true;
      connection.console.info(
        `${all.length} rules: after the first ${mostRules}, rules are checked when you open them`,
      );
    }
    return all.slice(0, mostRules);
  };

  const diagnosticsOf = async (
    key: string,
    isUnwanted: () => boolean,
  ): Promise<readonly Diagnostic[] | undefined> => {
    const path = workspace.pathOfRule(key);
    const text = (await readRuleFile(path))?.replace(/^\uFEFF/, '');
    if (text === undefined) return [];
    // Diagnostics found without a checkout's schemas would have to be computed again.
    await workspace.checkouts.schemasRead(path);
    const document = openDocument(uriOf(path), 'toml', 0, text, () => workspace);
    const problems = await ruleProblemsInTurns(document, workspace.ruleProblems, isUnwanted);
    // Hints are not problems: editors show them only in open documents.
    return problems
      ?.filter(({ severity }) => severity !== 'hint')
      .map((problem) => toDiagnostic(problem, document, session.abilities));
  };

  /** Sends the reports that differ from those the client has. Checks only changed rules. */
  const pass = async (had: Map<string, Sent>, send: Send, token: CancellationToken): Promise<void> => {
    const rules = workspace.settings.workspaceDiagnostics ? rulesToCheck() : [];
    forgetCompared(rules, changedKeys, results);
    const keys = new Set(rules.map(({ key }) => key));
    for (const [key, { uri }] of had) {
      if (keys.has(key) || documents.has(key)) continue;
      had.delete(key);
      send({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
    }
    for (const { key, summary } of rules) {
      if (token.isCancellationRequested) return;
      const value = had.get(key)?.value ?? nothing;
      if (documents.has(key) || results.get(key)?.resultId === value) continue;
      const isUnwanted = (): boolean => token.isCancellationRequested;
      const items = await diagnosticsOf(key, isUnwanted);
      if (!items) return;
      const resultId = items.length === 0 ? nothing : hashOf(items);
      results.set(key, { resultId, summary });
      if (resultId === value) continue;
      const uri = had.get(key)?.uri ?? uriOf(workspace.pathOfRule(key));
      keysByUri.set(uri, key);
      if (resultId === nothing) had.delete(key);
      else had.set(key, { uri, value: resultId });
      send({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId, items: [...items] });
    }
  };

  connection.languages.diagnostics.onWorkspace(
    async ({ previousResultIds }, token, _progress, parts): Promise<WorkspaceDiagnosticReport> => {
      const had = new Map<string, Sent>();
      for (const { uri, value } of previousResultIds)
        if (value !== nothing) had.set(keysByUri.get(uri) ?? keyOfUri(uri), { uri, value });
      let items: WorkspaceFullDocumentDiagnosticReport[] = [];
      let isNew = false;
      const send: Send = (report) => {
        isNew = true;
        items.push(report);
        if (!parts || items.length < reportsInPart) return;
        parts.report({ items });
        items = [];
      };
      for (;;) {
        if (!session.isIndexing()) await pass(had, send, token);
        if (isNew || token.isCancellationRequested) return { items };
        await nextChange(token);
      }
    },
  );
}

/**
 * Invalidates the results of changed rules, and of those that share an id, a name or a file name with one of
 * them before or after the change.
 */
function forgetCompared(
  rules: readonly FoundRule[],
  changedKeys: Set<string>,
  results: Map<string, LastResult>,
): void {
  if (changedKeys.size === 0) return;
  const now = rules.filter(({ key }) => changedKeys.has(key)).map(({ summary }) => summary);
  const before = [...changedKeys].flatMap((key) => results.get(key)?.summary ?? []);
  const shared = new Set([...now, ...before].flatMap(comparedValues));
  for (const [key, { summary }] of results)
    if (changedKeys.has(key) || comparedValues(summary).some((value) => shared.has(value)))
      results.delete(key);
  changedKeys.clear();
}

function comparedValues({ id, name, path }: RuleSummary): string[] {
  return [`id ${id}`, `name ${name}`, `file ${path.split('/').at(-1)}`];
}

function hashOf(items: readonly Diagnostic[]): string {
  return createHash('sha256').update(JSON.stringify(items)).digest('base64').slice(0, 16);
}
