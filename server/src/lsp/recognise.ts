import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RuleIndex } from '../rule/rule-index.js';
import type { Settings } from './settings.js';

export type DocumentKind = 'rule' | 'test file' | 'other';

export interface Surroundings {
  readonly settings: Settings;
  /** Absolute paths of the workspace folders. */
  readonly workspaceFolders: readonly string[];
  /** URIs of documents that the user called rules. */
  readonly treatedAsRules: ReadonlySet<string>;
  /** The rules of the workspace by path, as far as they have been read. */
  readonly rules: RuleIndex;
}

const ruleTable = /^[ \t]*\[[ \t]*(?:metadata|rule)[ \t]*[\].]|^[ \t]*\[\[[ \t]*rule[ \t]*\./m;
const testFileName = /\.tests\.(?:ya?ml|json)$/i;

/** The path of a `file:` URI, else undefined. */
export function pathOfUri(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a path lies in a folder, at any depth. */
export function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

/** Whether a document is a rule, the test file of one, or none of our business. Rules are told by their content. */
export function recognise(uri: string, text: string, around: Surroundings): DocumentKind {
  if (testFileName.test(uri)) return 'test file';
  if (around.treatedAsRules.has(uri)) return 'rule';
  // Lock files of package managers are TOML with a [metadata] table.
  if (/\.lock$/i.test(uri)) return 'other';
  if (ruleTable.test(text)) return 'rule';
  const file = pathOfUri(uri);
  if (!file?.endsWith('.toml')) return 'other';
  const folders = around.workspaceFolders.flatMap((workspace) =>
    around.settings.ruleFolders.map((folder) => path.resolve(workspace, folder)),
  );
  return folders.some((folder) => isBelow(file, folder)) ? 'rule' : 'other';
}
