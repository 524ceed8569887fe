import type { CompletionItem } from '../types.js';

/** Items for a position in a query. What is replaced runs from `start`, an offset in the query, over `behind` characters after the cursor. */
export interface QueryCompletion {
  readonly start: number;
  readonly behind: number;
  readonly items: readonly CompletionItem[];
  readonly incomplete: boolean;
}
