/**
 * How much data it takes to say something. A few events do not show what never happens; a value that occurs is certain with
 * the first.
 */
export const evidence = {
  /** Events with a field, before a value or a list counts as never seen. */
  neverSeen: 1_000,
  /** Events with a value in another letter case. */
  otherCase: 10,
  /** Events of which it is known when they arrived. */
  lag: 1_000,
} as const;
