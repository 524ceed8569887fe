import * as vscode from 'vscode';
import type { ExplainedClause, Explanation, FixtureEvent } from '../../server/src/lsp/messages.js';
import { eventOfNode, shownRule } from './alerts-view.js';
import { toRange } from './convert.js';
import type { Server } from './server.js';

export interface Explainer {
  /** The explanation that the editor shows now. */
  shown(): Explanation | undefined;
}

/** Registers the command that shows in the query why an event did or did not match, clause by clause. */
export function registerExplainer(context: vscode.ExtensionContext, server: Server): Explainer {
  let shown: Explanation | undefined;
  let decorations: ReturnType<typeof createDecorations> | undefined;

  const clear = () => {
    shown = undefined;
    for (const editor of vscode.window.visibleTextEditors) {
      for (const type of Object.values(decorations ?? {})) editor.setDecorations(type, []);
    }
  };
  const explainEvent = async (event: FixtureEvent, uri: string, node: unknown) => {
    const explanation = await server.request('rulewright/explain', { uri, event });
    if (explanation.error) {
      void vscode.window.showWarningMessage(explanation.error);
      return;
    }
    const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri));
    clear();
    decorations ??= createDecorations();
    shown = explanation;
    for (const [result, type] of Object.entries(decorations)) {
      const clauses = explanation.clauses.filter((clause) => clause.result === result);
      editor.setDecorations(type, clauses.map(decorate));
    }
    if (explanation.sequence) await vscode.commands.executeCommand('rulewright.showSequence', node);
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('rulewright.explainEvent', async (node: unknown) => {
      const event = eventOfNode(node);
      const rule = shownRule();
      if (event && rule) await explainEvent(event, rule, node);
    }),
    vscode.commands.registerCommand('rulewright.clearExplanation', clear),
    // The marks belong to the text they were worked out for.
    vscode.workspace.onDidChangeTextDocument(({ contentChanges }) => {
      if (shown && contentChanges.length > 0) clear();
    }),
    new vscode.Disposable(() => {
      for (const type of Object.values(decorations ?? {})) type.dispose();
    }),
  );
  return { shown: () => shown };
}

function decorate({ range, note }: ExplainedClause): vscode.DecorationOptions {
  return {
    range: toRange(range),
    hoverMessage: new vscode.MarkdownString().appendText(note),
    renderOptions: { after: { contentText: ` ${note}` } },
  };
}

function createDecorations(): Record<ExplainedClause['result'], vscode.TextEditorDecorationType> {
  const mark = (color: string) =>
    vscode.window.createTextEditorDecorationType({
      borderStyle: 'solid',
      borderWidth: '0 0 2px 0',
      borderColor: new vscode.ThemeColor(color),
      after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), fontStyle: 'italic' },
    });
  return {
    matched: mark('testing.iconPassed'),
    'not-matched': mark('testing.iconFailed'),
    'not-reached': mark('testing.iconSkipped'),
  };
}
