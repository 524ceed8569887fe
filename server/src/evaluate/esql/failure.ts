/** A failure that makes one value null, with a warning (docs/semantics/esql.md#failures). */
export class Failure extends Error {
  constructor(
    /** The exception class that Elasticsearch names in its warning. */
    readonly exception: string,
    message: string,
  ) {
    super(message);
  }
}

/** Returns the failure for an argument that a function cannot use. */
export function badArgument(message: string): Failure {
  return new Failure('java.lang.IllegalArgumentException', message);
}

/** A list of values where a single value is expected (docs/semantics/esql.md#functions-of-single-values). */
export const multiValue = badArgument('single-value function encountered multi-value');

/** A failure of the whole search (docs/semantics/esql.md#failures-of-a-search). */
export class SearchFailure extends Error {}

/** A query that needs a cluster: no result is better than a wrong one. */
export class NotEvaluable extends Error {
  constructor(
    message: string,
    readonly start: number,
    readonly end: number,
  ) {
    super(message);
  }
}
