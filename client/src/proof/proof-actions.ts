import * as vscode from 'vscode';
import type { Proof, WantedCase } from '../../../server/src/lsp/messages.js';
import { toRange } from '../convert.js';
import { chosenDocument } from '../rules/choose-rule.js';
import type { Server } from '../server.js';
import { showNewCase } from '../tests/show-new-case.js';
import { addCommand } from './proof-marks.js';

const kind = vscode.CodeActionKind.RefactorRewrite.append('tests');

/**
 * Registers the actions that write tests: with an alert, for a condition, and for changes that no test
 * notices.
 */
export function registerProofActions(
  context: vscode.ExtensionContext,
  server: Server,
  isRule: (document: vscode.TextDocument) => boolean,
  proofOf: (rule: vscode.Uri) => Proof | undefined,
): void {
  const add = async (rule?: string, wanted: WantedCase = { kind: 'match' }): Promise<void> => {
    const document = await chosenDocument(rule === undefined ? undefined : vscode.Uri.parse(rule));
    if (!document) return;
    const added = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: 'Making an event' },
      () => server.request('rulewright/addSynthesizedCase', { uri: document.uri.toString(), wanted }),
    );
    await showNewCase(added);
  };
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, { start, end }, { triggerKind }) {
      // The editor also requests actions on every cursor movement; these are only for users who open the
      // menu.
      if (triggerKind !== vscode.CodeActionTriggerKind.Invoke || !isRule(document)) return [];
      const rule = document.uri.toString();
      const { queryRange } = await server.request('rulewright/rule', { uri: rule });
      const selected = new vscode.Range(start, end);
      if (!queryRange || !toRange(queryRange).intersection(selected)) return [];
      const action = (title: string, wanted: WantedCase): vscode.CodeAction => {
        const made = new vscode.CodeAction(title, kind);
        made.command = { title, command: addCommand, arguments: [rule, wanted] };
        return made;
      };
      const position = { line: start.line, character: start.character };
      const unnoticed = (proofOf(document.uri)?.places ?? [])
        .filter(({ range }) => toRange(range).intersection(selected))
        .flatMap((place) => place.unnoticed);
      return [
        ...unnoticed.map((description) =>
          action(`Add a test that notices a rule that ${description}`, { kind: 'unnoticed', description }),
        ),
        action('Add a matching event to the tests', { kind: 'match' }),
        action('Add a near miss for this condition', { kind: 'near-miss', position }),
      ];
    },
  };
  context.subscriptions.push(
    vscode.commands.registerCommand(addCommand, add),
    vscode.languages.registerCodeActionsProvider({ language: 'toml' }, provider, {
      providedCodeActionKinds: [kind],
    }),
  );
}
