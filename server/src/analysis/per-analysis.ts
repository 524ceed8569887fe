import type { Analysis } from './analysis.js';

/**
 * Returns a function that computes its result once per analysis. The result is stored in the analysis, so
 * that they die together: the garbage collector moves the values of a WeakMap around long after their key is
 * gone.
 */
export function perAnalysis<Answer>(work: (analysis: Analysis) => Answer): (analysis: Analysis) => Answer {
  return (analysis) => {
    const { derived } = analysis;
    const known = derived.get(work);
    if (known !== undefined || derived.has(work)) return known as Answer;
    const answer = work(analysis);
    derived.set(work, answer);
    return answer;
  };
}
