import { expandGuide } from '../guide/expand.js';
import { isTable, type TomlTableValue } from '../toml/path.js';

/**
 * Returns a guide in the form of a rule file with these `[transform]` tables: `$osquery_0` for the file's
 * first search. Other searches remain expanded.
 */
export function writtenGuide(guide: string, transform: unknown): string {
  if (!isTable(transform) || Object.keys(transform).length === 0) return guide;
  const named = searchNames(transform).map((name): [string, string] => [
    name,
    expandGuide(`$${name}`, transform).text,
  ]);
  // Longest first, so that none is matched as a part of another.
  named.sort(([, a], [, b]) => b.length - a.length);
  const candidates = [(text: string) => text, (text: string) => text.replaceAll('$', '$$$$')];
  for (const protect of candidates) {
    const written = replaceAll(guide, named, protect);
    if (expandGuide(written, transform).text === guide) return written;
  }
  return guide;
}

function searchNames(transform: TomlTableValue): string[] {
  return ['osquery', 'investigate'].flatMap((kind) => {
    const entries = transform[kind];
    return Array.isArray(entries) ? entries.map((_, index) => `${kind}_${index}`) : [];
  });
}

/** Replaces expanded searches by their names; the text between them is passed through `protect`. */
function replaceAll(
  text: string,
  named: readonly (readonly [string, string])[],
  protect: (text: string) => string,
): string {
  const [first, ...others] = named;
  if (!first) return protect(text);
  const [name, written] = first;
  return text
    .split(written)
    .map((piece) => replaceAll(piece, others, protect))
    .join(`$${name}`);
}
