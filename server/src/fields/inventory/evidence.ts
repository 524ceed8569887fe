/**
 * The amount of data that conclusions require. A few events do not show what never happens; a value that
 * occurs is certain from the first one.
 */
export const evidence = {
  /** Events with a field, before a value or a list counts as never seen. */
  neverSeen: 1_000,
  /** Events with a value in another letter case. */
  otherCase: 10,
  /** Events with a known arrival time. */
  lag: 1_000,
} as const;
