import * as vscode from 'vscode';
import type { Proof, ProvedPlace } from '../../../server/src/lsp/messages.js';
import { toRange } from '../convert.js';

/** A ring in a grey that is visible on light and dark backgrounds. */
const ring =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="4" fill="none" stroke="#888" stroke-width="1.6"/></svg>';

/** The command that adds the case offered by a mark, an action or a hover. */
export const addCommand = 'rulewright.addSynthesizedCase';

/** Creates the mark of an unproved condition, not yet used in an editor. */
export function createProofMark(): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    gutterIconPath: vscode.Uri.parse(`data:image/svg+xml;utf8,${encodeURIComponent(ring)}`),
    gutterIconSize: 'contain',
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

/**
 * Marks the conditions of a rule that its tests do not prove, with a hover that lists what they do not
 * notice.
 */
export function showProofMarks(
  editor: vscode.TextEditor,
  { places }: Proof,
  mark: vscode.TextEditorDecorationType,
): void {
  const open = places.filter(({ unnoticed }) => unnoticed.length > 0);
  const rule = editor.document.uri.toString();
  editor.setDecorations(
    mark,
    open.map((place) => ({ range: toRange(place.range), hoverMessage: hoverOf(place, rule) })),
  );
}

export function clearProofMarks(editor: vscode.TextEditor, mark: vscode.TextEditorDecorationType): void {
  editor.setDecorations(mark, []);
}

/** Limit of changes to list for one condition. */
const mostListed = 5;

function hoverOf({ unnoticed }: ProvedPlace, rule: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [addCommand] };
  for (const description of unnoticed.slice(0, mostListed)) {
    text.appendText(`No test notices a rule that ${description}. `);
    const argument = encodeURIComponent(JSON.stringify([rule, { kind: 'unnoticed', description }]));
    text.appendMarkdown(`[Add a test that does](command:${addCommand}?${argument})\n\n`);
  }
  if (unnoticed.length > mostListed) text.appendText(`… and ${unnoticed.length - mostListed} more.`);
  return text;
}
