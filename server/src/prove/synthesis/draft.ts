import type { Span } from '../../text/span.js';
import type { SynthesizedCase } from './synthesized.js';

/** A case to create, in several versions; the first one that holds is used. */
export interface Draft {
  readonly kind: SynthesizedCase['kind'];
  readonly name: string;
  readonly span?: Span;
  readonly versions: readonly SynthesizedCase[];
  /** Why there are no versions, if known. */
  readonly reason?: string;
}

const longestName = 90;

/** Returns a condition's source in one line. */
export function conditionText(query: string, { start, end }: Span): string {
  const text = query.slice(start, end).replace(/\s+/g, ' ').trim();
  return text.length > longestName ? `${text.slice(0, longestName - 1)}…` : text;
}

/** Creates a draft of a match. */
export function matchDraft(
  name: string,
  versions: readonly Omit<SynthesizedCase, 'kind' | 'name' | 'expect'>[],
): Draft {
  return {
    kind: 'match',
    name,
    versions: versions.map((one) => ({ ...one, kind: 'match', name, expect: 'alert' })),
  };
}

/** Creates a draft of a near miss, which fails the condition at a span of the query. */
export function missDraft(
  name: string,
  versions: readonly Omit<SynthesizedCase, 'kind' | 'name' | 'expect'>[],
  span?: Span,
): Draft {
  const placed = span ? { span } : {};
  return {
    kind: 'near-miss',
    name,
    ...placed,
    versions: versions.map((one) => ({ ...one, ...placed, kind: 'near-miss', name, expect: 'no alert' })),
  };
}
