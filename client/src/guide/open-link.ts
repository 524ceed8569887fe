import * as vscode from 'vscode';

/**
 * Opens a guide's link after the user has seen and confirmed it, because the guide comes from the rule and is
 * not trusted. Only web and mail addresses are opened.
 */
export async function openLink(address: string): Promise<void> {
  if (!/^(?:https?:\/\/|mailto:)/i.test(address)) return;
  const choice = await vscode.window.showInformationMessage(
    'Open this link from the guide?',
    { modal: true, detail: address },
    'Open',
    'Copy',
  );
  if (choice === 'Open') await vscode.env.openExternal(vscode.Uri.parse(address, true));
  else if (choice === 'Copy') await vscode.env.clipboard.writeText(address);
}
