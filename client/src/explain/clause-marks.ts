import * as vscode from 'vscode';
import type { ExplainedClause } from '../../../server/src/lsp/messages.js';
import { toRange } from '../convert.js';

type Marks = Readonly<Record<ExplainedClause['result'], vscode.TextEditorDecorationType>>;

/** Symbols after a clause, so that its result is visible without colours. */
const symbols: Readonly<Record<ExplainedClause['result'], string>> = {
  matched: '✓',
  'not-matched': '✗',
  'not-reached': '–',
};
const longest = 60;

/** Creates the decorations of clauses by result, not yet used in an editor. */
export function createMarks(): Marks {
  // A thicker line would cover underscores.
  const mark = (color: string, style: string) =>
    vscode.window.createTextEditorDecorationType({
      borderStyle: style,
      borderWidth: '0 0 1px 0',
      borderColor: new vscode.ThemeColor(color),
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      after: { color: new vscode.ThemeColor(color), fontStyle: 'italic', margin: '0 0.4em 0 0.4em' },
    });
  return {
    matched: mark('rulewright.matched', 'solid'),
    'not-matched': mark('rulewright.notMatched', 'dashed'),
    'not-reached': mark('descriptionForeground', 'dotted'),
  };
}

/** Marks the clauses of the query in an editor, each with the value that was seen. */
export function showMarks(
  editor: vscode.TextEditor,
  clauses: readonly ExplainedClause[],
  marks: Marks,
): void {
  for (const [result, type] of Object.entries(marks)) {
    const own = clauses.filter((clause) => clause.result === result);
    editor.setDecorations(type, own.map(decorate));
  }
}

export function clearMarks(editor: vscode.TextEditor, marks: Marks): void {
  for (const type of Object.values(marks)) editor.setDecorations(type, []);
}

function decorate({ range, note, seen, result }: ExplainedClause): vscode.DecorationOptions {
  const text = `${symbols[result]} ${seen}`.trimEnd();
  return {
    range: toRange(range),
    hoverMessage: new vscode.MarkdownString().appendText(`${symbols[result]} ${note}`),
    renderOptions: {
      after: { contentText: text.length > longest ? `${text.slice(0, longest - 1)}…` : text },
    },
  };
}
