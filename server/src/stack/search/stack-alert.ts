import type { StackDocument } from './documents.js';

/** What Elasticsearch finds for a rule, in the form of the alerts of a local run. */
export interface StackAlert {
  /** In step order for sequences; null for a missing event. */
  readonly documents: readonly (StackDocument | null)[];
  readonly keys?: readonly unknown[];
  readonly columns?: Readonly<Record<string, unknown>>;
}

/** What a search came to. */
export interface StackResult {
  readonly alerts: readonly StackAlert[];
  /** Why the result may not be whole, in words. */
  readonly incomplete: readonly string[];
  /** What else there is to know. */
  readonly notes: readonly string[];
}
