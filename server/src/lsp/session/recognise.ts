import path from 'node:path';
import { isTomlFile } from '../../files/file-names.js';
import { pathBelow, settingWithSlashes } from '../../files/path-below.js';
import { pathKey } from '../../files/path-key.js';
import type { Surroundings } from './surroundings.js';

export type DocumentKind = 'rule' | 'test file' | 'other';

/** Where a document is. */
export interface Place {
  readonly uri: string;
  /** Undefined for what is not a file. */
  readonly path: string | undefined;
  readonly key: string;
}

const ruleTable = /^[ \t]*\[[ \t]*(?:metadata|rule)[ \t]*[\].]|^[ \t]*\[\[[ \t]*rule[ \t]*\./m;
const testFileName = /\.tests\.(?:ya?ml|json)$/i;

/** Whether a text has one of the tables that make it a rule wherever it lies. */
export function hasRuleTable(text: string): boolean {
  return ruleTable.test(text);
}

/**
 * Whether a document is a rule, the test file of one, or neither. Rules are recognised by their content; `isRuleText` says
 * whether it has a table of a rule, and is asked only where that decides.
 */
export function recognise(place: Place, isRuleText: () => boolean, around: Surroundings): DocumentKind {
  if (testFileName.test(place.uri)) return 'test file';
  if (around.treatedAsRules.has(place.key)) return 'rule';
  // Lock files of package managers are TOML with a [metadata] table.
  if (/\.lock$/i.test(place.uri)) return 'other';
  if (isRuleText()) return 'rule';
  if (place.path === undefined || !isTomlFile(place.path)) return 'other';
  const folders = around.workspaceFolders.flatMap((workspace) =>
    around.settings.ruleFolders.map((folder) => path.resolve(workspace, settingWithSlashes(folder))),
  );
  return folders.some((folder) => pathBelow(pathKey(folder), place.key) !== undefined) ? 'rule' : 'other';
}
