import type { Rule } from '../../rule/rule.js';
import { compareStructure } from './compare-structure.js';

/** The keys of a rule that each side changed since the base version. */
export interface ThreeWay {
  /** Changed only here: an update keeps these. */
  readonly ours: readonly string[];
  /** Changed only by the update. */
  readonly theirs: readonly string[];
  /** Changed by both, to different values. */
  readonly conflicts: readonly string[];
}

/** Compares a customised rule and its update with their base version. */
export function compareThree(base: Rule, ours: Rule, theirs: Rule): ThreeWay {
  const changed = (from: Rule, to: Rule): ReadonlySet<string> =>
    new Set(compareStructure(from, to).flatMap(({ key, formattingOnly }) => (formattingOnly ? [] : key)));
  const own = changed(base, ours);
  const others = changed(base, theirs);
  const differing = changed(ours, theirs);
  return {
    ours: [...own].filter((key) => !others.has(key)),
    theirs: [...others].filter((key) => !own.has(key)),
    conflicts: [...own].filter((key) => others.has(key) && differing.has(key)),
  };
}
