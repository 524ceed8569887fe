import type { StackDocument } from './documents.js';

/** A result from Elasticsearch, in the form of a local run's alerts. */
export interface StackAlert {
  /** In step order for sequences; null for a missing event. */
  readonly documents: readonly (StackDocument | null)[];
  readonly keys?: readonly unknown[];
  readonly columns?: Readonly<Record<string, unknown>>;
}

/** The result of a search. */
export interface StackResult {
  readonly alerts: readonly StackAlert[];
  /** Why the result may be incomplete, in words. */
  readonly incomplete: readonly string[];
  /** Further notes. */
  readonly notes: readonly string[];
}
