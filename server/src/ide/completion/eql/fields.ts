import type { FieldCatalogue, FieldInfo } from '../../../fields/catalogue.js';
import { familyOf } from '../../../fields/field-type.js';
import type { CompletionItem } from '../../types.js';

const most = 120;

/**
 * Returns fields that match a typed prefix, preferred ones first; at most 120, in which case the list is
 * incomplete.
 *
 * @param accepts whether a field can be used at this position.
 */
export function fieldItems(
  prefix: string,
  preferred: readonly string[],
  catalogue: FieldCatalogue,
  accepts: (name: string) => boolean = () => true,
): { items: CompletionItem[]; incomplete: boolean } {
  const ranks = new Map(preferred.map((name, index) => [name, index]));
  const known = preferred.filter((name) => isUsable(catalogue.get(name)) && accepts(name));
  if (prefix === '') return { items: known.map((name) => item(name, ranks, catalogue)), incomplete: true };
  const matches = nameMatcher(prefix.toLowerCase());
  const first = known.filter((name) => matches(name.toLowerCase()));
  const lower = lowerNames(catalogue);
  const names = catalogue.names();
  const others: string[] = [];
  for (let index = 0; index < names.length; index++) {
    if (matches(lower[index]!) && !ranks.has(names[index]!)) others.push(names[index]!);
  }
  others.sort(byDepth);
  const chosen = [...first];
  for (const name of others) {
    if (chosen.length > most) break;
    if (isUsable(catalogue.get(name)) && accepts(name)) chosen.push(name);
  }
  return {
    items: chosen.slice(0, most).map((name) => item(name, ranks, catalogue)),
    incomplete: chosen.length > most,
  };
}

/** Sorts names with fewer segments first. */
function byDepth(a: string, b: string): number {
  return depthOf(a) - depthOf(b) || (a < b ? -1 : 1);
}

function depthOf(name: string): number {
  let depth = 1;
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) depth++;
  return depth;
}

function isUsable(field: FieldInfo | undefined): boolean {
  return field !== undefined && familyOf(field.mapping.type) !== 'unusable';
}

function item(name: string, ranks: ReadonlyMap<string, number>, catalogue: FieldCatalogue): CompletionItem {
  const insert = /^[\w@.]+$/.test(name) ? undefined : `\`${name}\``;
  return {
    label: name,
    kind: 'field',
    detail: catalogue.get(name)?.mapping.type ?? '',
    sort: sortKey(name, ranks, catalogue),
    ...(insert !== undefined && { insert }),
  };
}

/** Sorts preferred fields by rank, then others by depth; multi-fields last. */
function sortKey(name: string, ranks: ReadonlyMap<string, number>, catalogue: FieldCatalogue): string {
  const rank = ranks.get(name);
  if (rank !== undefined) return `1${String(rank).padStart(3, '0')}`;
  const second = catalogue.get(name)?.multiFieldOf === undefined ? 2 : 3;
  return `${second}${depthOf(name)}${name}`;
}

const lowered = new WeakMap<FieldCatalogue, readonly string[]>();

function lowerNames(catalogue: FieldCatalogue): readonly string[] {
  let names = lowered.get(catalogue);
  if (!names) {
    names = catalogue.names().map((name) => name.toLowerCase());
    lowered.set(catalogue, names);
  }
  return names;
}

/**
 * Returns whether a name matches what was typed: each typed segment starts a segment of the name, in order.
 * `na` and `p.na` both find `process.name`.
 */
export function nameMatcher(typed: string): (name: string) => boolean {
  const segments = typed.split('.').filter((segment) => segment !== '');
  const endsWithDot = typed.endsWith('.');
  if (segments.length === 0) return () => true;
  return (name) => {
    let at = 0;
    for (const segment of segments) {
      if (!name.startsWith(segment, at)) {
        at = name.indexOf(`.${segment}`, Math.max(0, at - 1));
        if (at < 0) return false;
        at++;
      }
      const dot = name.indexOf('.', at + segment.length);
      at = dot < 0 ? name.length : dot + 1;
    }
    return !endsWithDot || at < name.length;
  };
}
