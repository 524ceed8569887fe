import { entryOf } from '../text/entry-of.js';
import { nearestNames } from '../text/nearest.js';
import { remember } from '../text/remember.js';
import type { FieldCatalogue } from './catalogue.js';

/**
 * The verdict on a field name. `known`: fine; `typo`: certainly or very probably wrong; `unknown`: not
 * listed, but it may exist (docs/semantics/fields.md#outside-a-checkout).
 */
export type FieldVerdict =
  | { readonly kind: 'known' }
  | { readonly kind: 'typo'; readonly suggestions: readonly string[] }
  | { readonly kind: 'unknown' };

const known: FieldVerdict = { kind: 'known' };
const unknown: FieldVerdict = { kind: 'unknown' };

/** Vendors' fields whose names are intentionally within two edits of an ECS field. */
const vendorFields = new Set(['process.ppid', 'user.uid']);

/**
 * Judges a field name, which may contain `*`. In an open catalogue a name is wrong only if a known one is
 * within two edits; in a complete one every unknown name is, with or without suggestions.
 */
export function unknownFieldVerdict(name: string, catalogue: FieldCatalogue): FieldVerdict {
  if (catalogue.knows(name) || vendorFields.has(name)) return known;
  if (name.includes('*'))
    return matchesAny(name, catalogue) || !catalogue.complete ? known : { kind: 'typo', suggestions: [] };
  const suggestions = nearestFieldNames(name, catalogue);
  if (suggestions.length > 0 || catalogue.complete) return { kind: 'typo', suggestions };
  return unknown;
}

const nearestIn = new WeakMap<FieldCatalogue, (name: string) => readonly string[]>();

/** Returns up to three names within two edits, nearest first. */
export function nearestFieldNames(name: string, catalogue: FieldCatalogue): readonly string[] {
  let nearest = nearestIn.get(catalogue);
  if (!nearest) {
    nearest = remember((other) => findNearest(other, catalogue));
    nearestIn.set(catalogue, nearest);
  }
  return nearest(name);
}

function findNearest(name: string, catalogue: FieldCatalogue): string[] {
  // Two non-ASCII characters fold to ASCII letters.
  const folded = name.toLowerCase();
  const letters = letterSet(folded);
  const candidates = new Set<string>();
  const indexes = indexesOf(catalogue);
  for (let longer = -2; longer <= 2; longer++) {
    // An edit that makes the name longer removes no letter, and one that makes it shorter adds none.
    const mostLost = 2 - Math.max(longer, 0);
    const mostGained = 2 + Math.min(longer, 0);
    for (const byLength of indexes) {
      for (const candidate of byLength.get(folded.length + longer) ?? []) {
        if (
          bits(letters & ~candidate.letters) <= mostLost &&
          bits(candidate.letters & ~letters) <= mostGained
        ) {
          candidates.add(candidate.name);
        }
      }
    }
  }
  return nearestNames(name, candidates);
}

interface IndexedName {
  readonly name: string;
  readonly letters: number;
}

type NamesByLength = ReadonlyMap<number, readonly IndexedName[]>;

/** Returns the names to suggest, by length, in one or more pieces. */
function indexesOf(catalogue: FieldCatalogue): readonly NamesByLength[] {
  const names = catalogue.namesToSuggest?.();
  return names ? [entryOf(suggested, catalogue, () => indexNames(names))] : indexesOfNames(catalogue);
}

/** Returns all names of a catalogue. Unions share the indexes of their members. */
function indexesOfNames(catalogue: FieldCatalogue): readonly NamesByLength[] {
  return (
    catalogue.members?.flatMap(indexesOfNames) ?? [
      entryOf(listed, catalogue, () => indexNames(catalogue.names())),
    ]
  );
}

const suggested = new WeakMap<FieldCatalogue, NamesByLength>();
const listed = new WeakMap<FieldCatalogue, NamesByLength>();

function indexNames(names: readonly string[]): NamesByLength {
  const index = new Map<number, IndexedName[]>();
  for (const name of names) {
    const entry = { name, letters: letterSet(name) };
    const group = index.get(name.length);
    if (group) group.push(entry);
    else index.set(name.length, [entry]);
  }
  return index;
}

/**
 * Returns a bit set with one bit for each letter, ignoring case; other characters share the remaining bits.
 */
function letterSet(name: string): number {
  let set = 0;
  for (let at = 0; at < name.length; at++) set |= 1 << ((name.charCodeAt(at) | 0x20) & 31);
  return set;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function matchesAny(pattern: string, catalogue: FieldCatalogue): boolean {
  const parts = pattern.split('*');
  const first = parts[0]!;
  const last = parts.at(-1)!;
  return catalogue.names().some((name) => {
    if (name.length < pattern.length - parts.length + 1) return false;
    if (!name.startsWith(first) || !name.endsWith(last)) return false;
    let position = first.length;
    for (const part of parts.slice(1, -1)) {
      const at = name.indexOf(part, position);
      if (at < 0) return false;
      position = at + part.length;
    }
    return position <= name.length - last.length;
  });
}
