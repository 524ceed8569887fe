import * as vscode from 'vscode';
import { isTestPath } from './paths.js';

const ruleTable = /^[ \t]*\[[ \t]*(?:metadata|rule)[ \t]*[\].]|^[ \t]*\[\[[ \t]*rule[ \t]*\./m;

/**
 * Schemes of documents that show another version of a file: the left side of a diff, the original in a
 * review.
 */
const copies = new Set(['git', 'gitfs', 'gitlens', 'review', 'pr', 'vscode-local-history']);

/** Glob of test files. */
export const testFileGlob = '**/*.{tests,TESTS}.{yaml,yml,json,YAML,YML,JSON}';

export function isTestFile(document: vscode.TextDocument): boolean {
  return isTestPath(document.uri.path) && !isCopy(document);
}

export function isCopy(document: vscode.TextDocument): boolean {
  return copies.has(document.uri.scheme);
}

/**
 * Returns whether a document is a rule, so that the server must run: it has a [metadata] or [rule] table, is
 * in one of the rule folders, or was declared a rule by the user. The server uses the same criteria.
 */
export function isRule(document: vscode.TextDocument, treatedAsRules: ReadonlySet<string>): boolean {
  if (document.languageId !== 'toml' || isCopy(document)) return false;
  if (treatedAsRules.has(document.uri.toString())) return true;
  // Package managers' lock files are TOML with a [metadata] table.
  if (/\.lock$/i.test(document.uri.path)) return false;
  return ruleTable.test(document.getText()) || liesInRuleFolder(document.uri);
}

function liesInRuleFolder(uri: vscode.Uri): boolean {
  const workspace = vscode.workspace.getWorkspaceFolder(uri);
  if (!workspace) return false;
  const folders = vscode.workspace.getConfiguration('rulewright', uri).get<string[]>('ruleFolders', []);
  return folders.some((folder) => {
    const prefix = foldedPath(vscode.Uri.joinPath(workspace.uri, folder.replaceAll('\\', '/')));
    return foldedPath(uri).startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
  });
}

/** Returns a path for comparison, without letter case on systems that ignore it. */
function foldedPath({ path }: vscode.Uri): string {
  // Undefined in a browser, where there is no process.
  const { platform } = globalThis.process ?? {};
  const ignoresCase = platform === 'win32' || platform === 'darwin';
  return ignoresCase ? path.normalize('NFC').toLowerCase() : path;
}
