import * as vscode from 'vscode';

/**
 * Opens an address of a guide after the user has seen it and agreed: the guide comes from the rule, not from us. Other
 * addresses than those of the web and of mail are not opened.
 */
export async function openLink(address: string): Promise<void> {
  if (!/^(?:https?:\/\/|mailto:)/i.test(address)) return;
  const choice = await vscode.window.showInformationMessage(
    'Open this link of the guide?',
    { modal: true, detail: address },
    'Open',
    'Copy',
  );
  if (choice === 'Open') await vscode.env.openExternal(vscode.Uri.parse(address, true));
  else if (choice === 'Copy') await vscode.env.clipboard.writeText(address);
}
