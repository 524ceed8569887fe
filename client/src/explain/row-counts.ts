import * as vscode from 'vscode';
import type { PipelineStep } from '../../../server/src/lsp/messages.js';
import { toRange } from '../convert.js';
import { counted } from '../html.js';

/** Creates the decoration of a command's row counts, not yet used in an editor. */
export function createCounts(): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { color: new vscode.ThemeColor('descriptionForeground'), margin: '0 0 0 1em' },
  });
}

/** Shows how many rows each command of an ES|QL query reads and returns, after the command. */
export function showCounts(
  editor: vscode.TextEditor,
  steps: readonly PipelineStep[],
  type: vscode.TextEditorDecorationType,
): void {
  const uri = editor.document.uri.toString();
  editor.setDecorations(
    type,
    steps.map((step) => decorate(step, uri)),
  );
}

function decorate({ range, rowsIn, rowsOut }: PipelineStep, uri: string): vscode.DecorationOptions {
  const { start, end } = toRange(range);
  const text = rowsIn === null || rowsIn === rowsOut ? counted(rowsOut, 'row') : `${rowsIn} → ${rowsOut}`;
  const argument = encodeURIComponent(JSON.stringify([uri, end.line]));
  const hover = new vscode.MarkdownString(
    `${rowsIn === null ? '' : `${counted(rowsIn, 'row')} in, `}${counted(rowsOut, 'row')} out. [Show rows after this command](command:rulewright.showRows?${argument})`,
  );
  hover.isTrusted = { enabledCommands: ['rulewright.showRows'] };
  return {
    // The hover is on the command's name; the count is after it.
    range: new vscode.Range(start, end),
    hoverMessage: hover,
    renderOptions: { after: { contentText: text } },
  };
}
