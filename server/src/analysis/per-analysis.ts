import type { Analysis } from './analysis.js';

/**
 * A function of an analysis that works its answer out once for each. The answer is kept with the analysis, so that it goes
 * with it: what a WeakMap holds is moved about by the garbage collector long after its key has gone.
 */
export function perAnalysis<Answer>(work: (analysis: Analysis) => Answer): (analysis: Analysis) => Answer {
  return (analysis) => {
    const { derived } = analysis;
    if (!derived.has(work)) derived.set(work, work(analysis));
    return derived.get(work) as Answer;
  };
}
