import * as vscode from 'vscode';
import type { Server } from '../server.js';

/**
 * Returns whether a text may be a rule exported by Kibana. Most pasted text is not, so the server need not
 * start.
 */
function looksLikeExport(text: string): boolean {
  return text.trimStart().startsWith('{') && text.includes('"rule_id"');
}

/**
 * Registers the features that create rule files from a line of Kibana's export: pasting it into an empty TOML
 * document, and a command that reads it from the clipboard into a folder.
 */
export function registerPasteRule(context: vscode.ExtensionContext, server: Server): void {
  const kind = vscode.DocumentDropOrPasteEditKind.Text.append('rulewright', 'rule');
  const provider: vscode.DocumentPasteEditProvider = {
    async provideDocumentPasteEdits(document, ranges, data, _, token) {
      if (document.getText().trim() !== '' || ranges.length !== 1) return undefined;
      const text = await data.get('text/plain')?.asString();
      if (text === undefined || !looksLikeExport(text)) return undefined;
      const place = document.isUntitled
        ? vscode.workspace.workspaceFolders?.[0]?.uri
        : vscode.Uri.joinPath(document.uri, '..');
      const folder = place?.toString() ?? '';
      const { rules } = await server.request('rulewright/rulesFromExport', { text, folder }, token);
      const [rule] = rules;
      return rule && [new vscode.DocumentPasteEdit(rule.text, 'Paste as a Rule', kind)];
    },
  };
  const pasteInto = async (given?: vscode.Uri): Promise<void> => {
    const folder = given ?? vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!folder) return;
    const text = await vscode.env.clipboard.readText();
    if (!looksLikeExport(text)) {
      void vscode.window.showInformationMessage('The clipboard has no rule from a Kibana export.');
      return;
    }
    const { rules, problems } = await server.request('rulewright/rulesFromExport', {
      text,
      folder: folder.toString(),
    });
    if (problems.length > 0) void vscode.window.showErrorMessage(problems.slice(0, 3).join(' '));
    const edit = new vscode.WorkspaceEdit();
    const created: vscode.Uri[] = [];
    for (const rule of rules) {
      const file = await freeName(folder, rule.fileName, created);
      created.push(file);
      edit.createFile(file, { contents: new TextEncoder().encode(rule.text) });
    }
    await vscode.workspace.applyEdit(edit);
    const [first] = created;
    if (first) await vscode.window.showTextDocument(first);
  };
  context.subscriptions.push(
    vscode.languages.registerDocumentPasteEditProvider({ language: 'toml' }, provider, {
      providedPasteEditKinds: [kind],
      pasteMimeTypes: ['text/plain'],
    }),
    vscode.commands.registerCommand('rulewright.pasteRule', pasteInto),
  );
}

/** Returns the URI of a file that does not exist, so that nothing is overwritten. */
async function freeName(
  folder: vscode.Uri,
  fileName: string,
  taken: readonly vscode.Uri[],
): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const name = number === 1 ? fileName : fileName.replace(/\.toml$/, `_${number}.toml`);
    const file = vscode.Uri.joinPath(folder, name);
    if (taken.some((one) => one.toString() === file.toString())) continue;
    const exists = await vscode.workspace.fs.stat(file).then(
      () => true,
      () => false,
    );
    if (!exists) return file;
  }
}
