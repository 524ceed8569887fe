import { isObject } from '../../text/plain-objects.js';
import { StackError } from '../stack-error.js';

/** The hits of a `_search` response. */
export interface SearchHits {
  readonly hits: readonly unknown[];
  /** Number of all hits, including those that are not in the response. */
  readonly total: number;
}

/** Returns a response's hits. Throws {@link StackError} if there are none. */
export function searchHits(answer: unknown, host: string): SearchHits {
  const { hits: outer } = Object(answer) as { hits?: unknown };
  const { hits, total } = Object(outer) as { hits?: unknown; total?: unknown };
  if (!isObject(outer) || !Array.isArray(hits))
    throw new StackError('bad-answer', `${host} sent a response without hits.`);
  const { value } = Object(total) as { value?: unknown };
  return { hits, total: typeof value === 'number' ? value : hits.length };
}
