import path from 'node:path';
import { isTomlFile } from '../../files/file-names.js';
import { pathBelow, settingWithSlashes } from '../../files/path-below.js';
import { pathKey } from '../../files/path-key.js';
import type { RuleIndex } from '../../rule/rule-index.js';
import type { Settings } from './settings.js';

export type DocumentKind = 'rule' | 'test file' | 'other';

export interface Surroundings {
  readonly settings: Settings;
  /** Absolute paths of the workspace folders. */
  readonly workspaceFolders: readonly string[];
  /** Keys of documents that the user called rules. */
  readonly treatedAsRules: ReadonlySet<string>;
  /** The rules of the workspace by the key of their path, as far as they have been read. */
  readonly rules: RuleIndex;
  /** The path of a rule of the workspace. */
  pathOfRule(key: string): string;
}

/** Where a document is. */
export interface Place {
  readonly uri: string;
  /** Undefined for what is not a file. */
  readonly path: string | undefined;
  readonly key: string;
}

const ruleTable = /^[ \t]*\[[ \t]*(?:metadata|rule)[ \t]*[\].]|^[ \t]*\[\[[ \t]*rule[ \t]*\./m;
const testFileName = /\.tests\.(?:ya?ml|json)$/i;

/** Whether a document is a rule, the test file of one, or none of our business. Rules are told by their content. */
export function recognise(place: Place, text: string, around: Surroundings): DocumentKind {
  if (testFileName.test(place.uri)) return 'test file';
  if (around.treatedAsRules.has(place.key)) return 'rule';
  // Lock files of package managers are TOML with a [metadata] table.
  if (/\.lock$/i.test(place.uri)) return 'other';
  if (ruleTable.test(text)) return 'rule';
  if (place.path === undefined || !isTomlFile(place.path)) return 'other';
  const folders = around.workspaceFolders.flatMap((workspace) =>
    around.settings.ruleFolders.map((folder) => path.resolve(workspace, settingWithSlashes(folder))),
  );
  return folders.some((folder) => pathBelow(pathKey(folder), place.key) !== undefined) ? 'rule' : 'other';
}
