import type { Span } from '../../text/span.js';
import type { SynthesizedCase } from './synthesized.js';

/** A case to be made: versions of it, of which the first that does as it says is taken. */
export interface Draft {
  readonly kind: SynthesizedCase['kind'];
  readonly name: string;
  readonly span?: Span;
  readonly versions: readonly SynthesizedCase[];
  /** Why there are no versions, where that is known. */
  readonly reason?: string;
}

const longestName = 90;

/** A condition as it is written, in one line. */
export function conditionText(query: string, { start, end }: Span): string {
  const text = query.slice(start, end).replace(/\s+/g, ' ').trim();
  return text.length > longestName ? `${text.slice(0, longestName - 1)}…` : text;
}

/** A draft of a match. */
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

/** A draft of a near miss, which fails the condition at a span of the query. */
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
