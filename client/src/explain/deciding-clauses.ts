import * as vscode from 'vscode';
import { toRange } from '../convert.js';
import type { FinishedTest } from '../tests/test-explorer.js';

/**
 * Marks, in the query, the decisive clauses of failed tests: an underline and a hover that names the test.
 * The Test Explorer shows the message only at the end of the line. A rule's marks are removed when it is
 * edited or its tests run again.
 */
export function markDecidingClauses(
  context: vscode.ExtensionContext,
  onDidFinishRun: vscode.Event<readonly FinishedTest[]>,
): void {
  const failures = new Map<string, FinishedTest>();
  const type = vscode.window.createTextEditorDecorationType({
    borderStyle: 'dashed',
    borderWidth: '0 0 1px 0',
    borderColor: new vscode.ThemeColor('rulewright.notMatched'),
    overviewRulerColor: new vscode.ThemeColor('rulewright.notMatched'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const show = (editor: vscode.TextEditor) => {
    const uri = editor.document.uri.toString();
    const own = [...failures.values()].filter(({ location }) => location?.uri === uri);
    editor.setDecorations(
      type,
      own.map(({ location, name }) => ({
        range: toRange(location!.range),
        hoverMessage: new vscode.MarkdownString().appendText(`✗ decided the failed test "${name}"`),
      })),
    );
  };
  const showAll = () => {
    for (const editor of vscode.window.visibleTextEditors) show(editor);
  };
  context.subscriptions.push(
    type,
    onDidFinishRun((tests) => {
      for (const test of tests) {
        const id = `${test.file}#${test.name}`;
        const failed = (test.status === 'failed' || test.status === 'error') && test.location;
        if (failed) failures.set(id, test);
        else failures.delete(id);
      }
      showAll();
    }),
    vscode.window.onDidChangeVisibleTextEditors(showAll),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      const uri = document.uri.toString();
      let changed = false;
      for (const [id, { location }] of failures) {
        if (location?.uri === uri) changed = failures.delete(id) || changed;
      }
      if (changed) showAll();
    }),
  );
}
