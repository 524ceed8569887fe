/** What makes one value null, with a warning (docs/semantics/esql.md#failures). */
export class Failure extends Error {
  constructor(
    /** The exception class that Elasticsearch names in its warning. */
    readonly exception: string,
    message: string,
  ) {
    super(message);
  }
}

/** The same for an argument that a function cannot use. */
export function badArgument(message: string): Failure {
  return new Failure('java.lang.IllegalArgumentException', message);
}

/** A list of values where one value is needed (docs/semantics/esql.md#functions-of-single-values). */
export const multiValue = badArgument('single-value function encountered multi-value');

/** What makes the whole search fail (docs/semantics/esql.md#failures-of-a-search). */
export class SearchFailure extends Error {}

/** What cannot be answered without a cluster: no value would be better than a wrong one. */
export class NotEvaluable extends Error {
  constructor(
    message: string,
    readonly start: number,
    readonly end: number,
  ) {
    super(message);
  }
}
