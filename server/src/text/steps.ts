/** Work that is split into steps, so that other work can run in between. */
export type Steps<Result> = Generator<void, Result>;

/** Runs all steps at once. */
export function allSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
