import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { JsonObject } from '../../exchange/json.js';
import { entriesIn, type SideKind } from '../../exchange/side-files.js';
import { pathBelow } from '../../files/path-below.js';
import { findCheckoutFolder } from '../../rule/checkout/read-folder.js';
import { isObject } from '../../text/plain-objects.js';
import { readRuleText } from '../read-rule.js';

/** Keys of `directories` in `_config.yaml`, by default folder. */
const configured: Readonly<Record<string, string>> = {
  exceptions: 'exception_dir',
  action_connectors: 'action_connector_dir',
};

/**
 * Returns the folder with files of a kind for a folder's rules: the one in `_config.yaml`, else one beside.
 */
export function sideFolder(folder: string, kind: SideKind): string {
  const root = findCheckoutFolder(resolve(folder));
  if (root === undefined) return join(folder, kind.folder);
  const read = readRuleText(join(root, '_config.yaml'));
  const named = 'text' in read ? directoriesIn(read.text)[configured[kind.folder]!] : undefined;
  const path = typeof named === 'string' ? resolve(root, named) : undefined;
  return path !== undefined && pathBelow(root, path) !== undefined ? path : join(root, kind.folder);
}

function directoriesIn(text: string): Record<string, unknown> {
  try {
    const config: unknown = parse(text);
    return isObject(config) && isObject(config.directories) ? config.directories : {};
  } catch {
    return {};
  }
}

/** Returns the entries of all files of a kind for the rules at a path, which is a file or a folder. */
export function sideEntries(path: string, kind: SideKind): JsonObject[] {
  const folders = new Set([sideFolder(path, kind), sideFolder(dirname(path), kind)]);
  return [...folders].flatMap((folder) =>
    tomlFilesIn(folder).flatMap((file) => {
      const read = readRuleText(join(folder, file));
      return 'text' in read ? entriesIn(read.text, kind) : [];
    }),
  );
}

function tomlFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.toml'))
      .sort();
  } catch {
    return [];
  }
}
