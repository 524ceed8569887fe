import { textsOfRegex } from './regex-candidates.js';

/**
 * Returns what the columns that a part of an ES|QL query names are computed from, and what that is computed from, as it is
 * written.
 */
export function definitionsOf(text: string, query: string): readonly string[] {
  const found: string[] = [];
  const known = new Set<string>();
  const look = (part: string, depth: number): void => {
    for (const [name] of part.matchAll(/[A-Za-z_][\w.]*/g)) {
      if (known.has(name) || depth > 4 || known.size > 200) continue;
      known.add(name);
      const escaped = name.replace(/[.]/g, '\\.');
      const defined = new RegExp(`(?<![\\w.])${escaped}\\s*=(?!=)([^|]*)`).exec(query)?.[1];
      const pattern = new RegExp(`[^|]*[:{<]${escaped}[}>:][^|]*`).exec(query)?.[0];
      for (const one of [defined, pattern])
        if (one !== undefined) {
          found.push(one);
          look(one, depth + 1);
        }
    }
  };
  look(text, 0);
  return found;
}

/** Whether a text names a field. */
export function mentions(text: string, name: string): boolean {
  const at = text.indexOf(name);
  return at >= 0 && !/[\w.]/.test(text[at - 1] ?? '') && !/[\w.]/.test(text[at + name.length] ?? '');
}

/** Returns texts that the patterns of LIKE and RLIKE in some texts match, roughly. */
export function alternativesIn(sources: readonly string[]): readonly string[] {
  return sources.flatMap((source) =>
    [...source.matchAll(/(rlike\s+)?(?:"""([\s\S]*?)"""|"((?:[^"\\]|\\.)*)")/gi)].flatMap(
      ([, rlike, raw, quoted]) => {
        const inner = raw ?? quoted?.replace(/\\(.)/g, '$1') ?? '';
        if (rlike !== undefined) return textsOfRegex(inner);
        const plain = inner
          .replace(/\\+(.)/g, '$1')
          .replace(/\.\*|\*/g, 'x')
          .replace(/[()?]/g, '');
        return plain.split('|').slice(0, 4);
      },
    ),
  );
}
