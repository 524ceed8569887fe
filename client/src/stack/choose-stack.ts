import * as vscode from 'vscode';
import type { StackChoice, StackParams } from '../../../server/src/lsp/messages.js';
import type { Server } from '../server.js';
import { plainText } from './plain-text.js';

/** A profile that the user chose, with what a request needs. */
export type ChosenStack = Omit<StackParams, 'uri'>;

/** The choice of profiles, their approvals and their keys. */
export interface Stacks {
  /**
   * Returns the profile to use with a file. Returns undefined, with a message, if there is none, or if the
   * user declines.
   */
  choose(uri: vscode.Uri): Promise<ChosenStack | undefined>;
}

/**
 * Registers the choice of a stack. Keys are in the editor's secret storage, each under what its profile was
 * approved for, so that another address never receives it. Disabled in untrusted workspaces.
 */
export function registerStacks(context: vscode.ExtensionContext, server: Server): Stacks {
  const { secrets } = context;
  const nameOf = ({ digest }: StackChoice): string => `rulewright.stack.${digest}`;

  const pick = async (uri: vscode.Uri): Promise<StackChoice | undefined> => {
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showInformationMessage(
        'Trust this workspace first: its profiles contain server addresses.',
      );
      return undefined;
    }
    const { profiles, error } = await server.request('rulewright/stacks', { uri: uri.toString() });
    if (error !== undefined) void vscode.window.showErrorMessage(plainText(error));
    else if (profiles.length === 0) void vscode.window.showInformationMessage(noProfile);
    if (profiles.length <= 1) return profiles[0];
    const items = profiles.map((profile) => ({
      label: profile.name,
      description: profile.addresses.join(', '),
      profile,
    }));
    return (await vscode.window.showQuickPick(items, { placeHolder: 'Which stack?' }))?.profile;
  };

  const approved = async (uri: vscode.Uri, choice: StackChoice): Promise<boolean> => {
    if (choice.isApproved) return true;
    const use = 'Approve';
    const detail = [
      ...choice.addresses,
      `Space: ${choice.space}`,
      ...(choice.index ? [`Indexes: ${choice.index.join(', ')}`] : []),
      ...(choice.certificates === undefined ? [] : [`Certificates: ${choice.certificates}`]),
      '',
      'The profile comes from a file of this workspace. Your API key is sent to these addresses.',
    ].join('\n');
    const answer = await vscode.window.showWarningMessage(
      `Use the stack "${choice.name}" on this machine?`,
      { modal: true, detail },
      use,
    );
    if (answer !== use) return false;
    const { name: profile, digest } = choice;
    const { error } = await server.request('rulewright/approveStack', {
      uri: uri.toString(),
      profile,
      digest,
    });
    if (error !== undefined) void vscode.window.showErrorMessage(plainText(error));
    return error === undefined;
  };

  const askKey = async (choice: StackChoice): Promise<string | undefined> => {
    const key = await vscode.window.showInputBox({
      title: `API key of ${choice.name}`,
      prompt: 'The encoded key from Kibana. It is stored in the secret storage of the editor.',
      password: true,
      ignoreFocusOut: true,
    });
    if (!key?.trim()) return undefined;
    await secrets.store(nameOf(choice), key.trim());
    return key.trim();
  };

  context.subscriptions.push(
    vscode.commands.registerCommand('rulewright.setStackKey', async () => {
      const uri = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
      const choice = uri && (await pick(uri));
      if (uri && choice && (await approved(uri, choice))) await askKey(choice);
    }),
    vscode.commands.registerCommand('rulewright.forgetStackKey', async () => {
      const uri = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
      const choice = uri && (await pick(uri));
      if (choice) await secrets.delete(nameOf(choice));
    }),
  );
  return {
    async choose(uri) {
      const choice = await pick(uri);
      if (!choice || !(await approved(uri, choice))) return undefined;
      const stored = await secrets.get(nameOf(choice));
      if (stored === undefined && choice.hasKey) return { profile: choice.name, digest: choice.digest };
      const key = stored ?? (await askKey(choice));
      return key === undefined ? undefined : { profile: choice.name, digest: choice.digest, key };
    },
  };
}

const noProfile =
  'No stack is configured. Define one under "stacks" in .rulewright.yaml, with its addresses and no secrets.';
