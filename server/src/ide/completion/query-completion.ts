import type { CompletionItem } from '../types.js';

/**
 * Items for a position in a query. The replaced span starts at `start`, an offset in the query, and includes
 * `behind` characters after the cursor.
 */
export interface QueryCompletion {
  readonly start: number;
  readonly behind: number;
  readonly items: readonly CompletionItem[];
  readonly incomplete: boolean;
}
