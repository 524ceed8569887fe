import type { Fix } from '../../text/problem.js';
import type { TomlDocument } from '../../toml/document.js';
import { isTable, type TomlPath, valueAt } from '../../toml/path.js';
import { type Attack, referenceOf } from '../attack/attack.js';
import { appendKey, quoted } from './key-edits.js';

/**
 * Returns a fix that adds the missing name or reference of a `threat` entry, derived from its id. Returns
 * undefined for any other key, for an id that is not in ATT&CK, and for a table without a header.
 */
export function threatKeyFix(
  document: TomlDocument,
  path: TomlPath,
  key: string,
  attack: Attack,
): Fix | undefined {
  if (!path.includes('threat')) return undefined;
  const entry = valueAt(document.values, path);
  const id = isTable(entry) ? entry.id : undefined;
  if (typeof id !== 'string') return undefined;
  const name = path.at(-1) === 'tactic' ? attack.tacticName(id) : attack.techniqueOf(id)?.name;
  const value = name === undefined ? undefined : { name, reference: referenceOf(id) }[key];
  if (value === undefined) return undefined;
  const edit = appendKey(document, path, key, quoted(value));
  return edit && { title: `Write ${key} = ${quoted(value)}`, edits: [edit] };
}
