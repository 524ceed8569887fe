/** Work that is done in steps, so that other work can be done in between. */
export type Steps<Result> = Generator<void, Result>;

/** Does work that comes in steps at once. */
export function allSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
