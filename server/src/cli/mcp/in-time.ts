import type { Steps } from '../../text/steps.js';
import { Refusal } from './refusal.js';

/** Timeout of a call. */
const longest = 60_000;
const longestTurn = 20;

/** Runs work in steps, so that the server can answer other calls. Throws a {@link Refusal} after a minute. */
export async function inTime<Result>(steps: Steps<Result>): Promise<Result> {
  const end = performance.now() + longest;
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    const turn = performance.now() + longestTurn;
    do {
      const { done, value } = steps.next();
      if (done) return value;
      if (performance.now() > end) throw new Refusal('it took longer than a minute; use the command line');
    } while (performance.now() < turn);
  }
}
