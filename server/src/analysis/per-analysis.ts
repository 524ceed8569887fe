import type { Analysis } from './analysis.js';

/**
 * Returns a function that computes its result once per analysis. The result is stored in the analysis, so
 * that they die together: the garbage collector moves the values of a WeakMap around long after their key is
 * gone.
 */
export function perAnalysis<Answer>(work: (analysis: Analysis) => Answer): (analysis: Analysis) => Answer {
  return (analysis) => {
    const { derived } = analysis;
    if (!derived.has(work)) derived.set(work, work(analysis));
    return derived.get(work) as Answer;
  };
}
