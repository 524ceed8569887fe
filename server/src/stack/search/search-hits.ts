import { isObject } from '../../text/plain-objects.js';
import { StackError } from '../stack-error.js';

/** The hits of an answer of `_search`. */
export interface SearchHits {
  readonly hits: readonly unknown[];
  /** All of them, also those that are not in the answer. */
  readonly total: number;
}

/** Returns the hits of an answer. Throws {@link StackError} for an answer without them. */
export function searchHits(answer: unknown, host: string): SearchHits {
  const { hits: outer } = Object(answer) as { hits?: unknown };
  const { hits, total } = Object(outer) as { hits?: unknown; total?: unknown };
  if (!isObject(outer) || !Array.isArray(hits))
    throw new StackError('bad-answer', `${host} answered without hits.`);
  const { value } = Object(total) as { value?: unknown };
  return { hits, total: typeof value === 'number' ? value : hits.length };
}
