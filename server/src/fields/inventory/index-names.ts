import type { SourceKind } from './inventory.js';

const backingIndex = /^(?:[^:]*:)?(?:partial-|restored-|shrink-[^-]*-)*\.ds-(.+)-\d{4}\.\d{2}\.\d{2}-\d{6,}$/;
const dated = /^(?:[^:]*:)?(.*?)-\d{4}\.\d{2}(?:\.\d{2})?(?:-\d{6,})?$/;

/** Length limit of index names; Elasticsearch allows 255 bytes. */
const longestName = 255;

/**
 * Returns the name under which an index's documents are counted: the data stream of a backing index, and `*`
 * for the date of a daily index, so that names do not change from day to day.
 */
export function stableIndexName(index: string): string {
  const bounded = index.slice(0, 2 * longestName);
  const stream = backingIndex.exec(bounded)?.[1];
  if (stream !== undefined) return stream.slice(0, longestName);
  const series = dated.exec(bounded)?.[1];
  if (series !== undefined && series !== '') return `${series.slice(0, longestName - 2)}-*`;
  return withoutCluster(bounded).slice(0, longestName);
}

function withoutCluster(name: string): string {
  const colon = name.indexOf(':');
  return colon >= 0 && !name.includes('::') ? name.slice(colon + 1) : name;
}

/** How certain it is that the documents of a source are in the indices of a pattern. */
export type Match = 'certain' | 'possible' | 'no';

/** Returns whether a rule's index pattern reads a source. */
export function matchOf(pattern: string, name: string, kind: SourceKind): Match {
  const own = withoutCluster(pattern);
  switch (kind) {
    case 'any':
      return 'possible';
    case 'index':
      return patternsOverlap(own, name) ? 'certain' : 'no';
    case 'dataset': {
      const type = /^(logs|metrics|traces|synthetics|profiling)-/.exec(own)?.[1];
      // The index of a Beats event does not follow from its data set.
      if (type === undefined) return own === '*' ? 'certain' : 'possible';
      return patternsOverlap(own, `${type}-${name}-*`) ? 'certain' : 'no';
    }
  }
}

/**
 * Returns whether some string matches two patterns with `*`. The time is proportional to the product of their
 * lengths.
 */
export function patternsOverlap(first: string, second: string): boolean {
  if (!first.includes('*') && !second.includes('*')) return first === second;
  // Most pairs differ before their first star.
  const literal = Math.min(literalLength(first), literalLength(second));
  if (first.slice(0, literal) !== second.slice(0, literal)) return false;
  const a = first.replace(/\*+/g, '*').slice(0, 2 * longestName);
  const b = second.replace(/\*+/g, '*').slice(0, 2 * longestName);
  /** Whether the suffixes at these positions overlap, for the last examined position in `a`. */
  let after: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = new Array<boolean>(b.length + 1).fill(false);
    for (let j = b.length; j >= 0; j--) {
      const [x, y] = [a[i], b[j]];
      if (x === undefined && y === undefined) row[j] = true;
      else if (x === '*' || y === '*')
        row[j] =
          (x === '*' && (after[j] === true || (y !== undefined && row[j + 1] === true))) ||
          (y === '*' && (row[j + 1] === true || (x !== undefined && after[j] === true)));
      else row[j] = x === y && after[j + 1] === true;
    }
    after = row;
  }
  return after[0] === true;
}

function literalLength(pattern: string): number {
  const star = pattern.indexOf('*');
  return star < 0 ? pattern.length : star;
}
