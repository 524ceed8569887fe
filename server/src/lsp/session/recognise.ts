import path from 'node:path';
import { isTomlFile } from '../../files/file-names.js';
import { pathBelow, settingWithSlashes } from '../../files/path-below.js';
import { pathKey } from '../../files/path-key.js';
import type { Surroundings } from './surroundings.js';

export type DocumentKind = 'rule' | 'test file' | 'other';

/** The location of a document. */
export interface Place {
  readonly uri: string;
  /** Undefined for a document that is not a file. */
  readonly path: string | undefined;
  readonly key: string;
}

const ruleTable = /^[ \t]*\[[ \t]*(?:metadata|rule)[ \t]*[\].]|^[ \t]*\[\[[ \t]*rule[ \t]*\./m;
const testFileName = /\.tests\.(?:ya?ml|json)$/i;

/** Returns whether a text has a table that makes it a rule regardless of its path. */
export function hasRuleTable(text: string): boolean {
  return ruleTable.test(text);
}

/**
 * Returns whether a document is a rule, a rule's test file, or neither. Rules are recognised by content;
 * `isRuleText` says whether there is a rule table, and is called only if that decides.
 */
export function recognise(place: Place, isRuleText: () => boolean, around: Surroundings): DocumentKind {
  if (testFileName.test(place.uri)) return 'test file';
  if (around.treatedAsRules.has(place.key)) return 'rule';
  // Package managers' lock files are TOML with a [metadata] table.
  if (/\.lock$/i.test(place.uri)) return 'other';
  if (isRuleText()) return 'rule';
  if (place.path === undefined || !isTomlFile(place.path)) return 'other';
  const folders = around.workspaceFolders.flatMap((workspace) =>
    around.settings.ruleFolders.map((folder) => path.resolve(workspace, settingWithSlashes(folder))),
  );
  return folders.some((folder) => pathBelow(pathKey(folder), place.key) !== undefined) ? 'rule' : 'other';
}
