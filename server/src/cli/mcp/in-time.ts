import type { Steps } from '../../text/steps.js';
import { Refusal } from './refusal.js';

/** A call that takes longer is given up. */
const longest = 60_000;
const longestTurn = 20;

/** Does work in steps, so that the server still answers others. Throws a {@link Refusal} when a minute is over. */
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
