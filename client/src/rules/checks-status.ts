import * as vscode from 'vscode';
import type { ChecksState } from '../../../server/src/lsp/messages.js';
import type { Server } from '../server.js';

/** The content of the rules' language status, for tests. */
export interface ChecksStatus {
  shown(): { readonly text: string; readonly detail: string } | undefined;
}

/**
 * Shows beside a rule's language how it is checked: the profile, the schemas in use, and what is being read.
 */
export function registerChecksStatus(
  context: vscode.ExtensionContext,
  server: Server,
  isRule: (document: vscode.TextDocument) => boolean,
): ChecksStatus {
  let item: vscode.LanguageStatusItem | undefined;
  let asked = 0;
  const update = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !server.isRunning() || !isRule(document)) return;
    const question = ++asked;
    const state = await server.request('rulewright/checks', { uri: document.uri.toString() });
    // A late response is about another rule.
    if (question !== asked) return;
    item ??= createItem(context);
    Object.assign(item, describe(state));
  };
  context.subscriptions.push(
    server.onDidStart(() => void update()),
    server.onChecksChanged(() => void update()),
    vscode.window.onDidChangeActiveTextEditor(() => void update()),
  );
  return { shown: () => item && { text: item.text, detail: item.detail ?? '' } };
}

function createItem(context: vscode.ExtensionContext): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem('rulewright.checks', { language: 'toml' });
  item.name = 'Rulewright';
  item.command = { command: 'rulewright.showOutput', title: 'Show Output' };
  context.subscriptions.push(item);
  return item;
}

function describe(
  state: ChecksState,
): Pick<vscode.LanguageStatusItem, 'text' | 'detail' | 'busy' | 'severity'> {
  const { profile, configuration, checkout, schemas, missing = [], rules, isIndexing } = state;
  const parts = [
    `profile ${profile}${configuration === undefined ? '' : ` by ${configuration}`}`,
    schemas === undefined
      ? 'Elastic Common Schema'
      : `schemas of ${checkout === '.' ? 'this checkout' : checkout}`,
    ...(missing.length === 0 ? [] : [`${missing.length} missing`]),
  ];
  const text = isIndexing
    ? 'Reading the rules of the workspace'
    : schemas === 'reading'
      ? 'Reading the schemas of the checkout'
      : `${rules.toLocaleString('en')} ${rules === 1 ? 'rule' : 'rules'}`;
  return {
    text,
    detail: parts.join(', '),
    busy: isIndexing || schemas === 'reading',
    severity: vscode.LanguageStatusSeverity.Information,
  };
}
