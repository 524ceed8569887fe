import type { Rule } from '../../rule/rule.js';
import { compareStructure } from './compare-structure.js';

/** Who changed which keys of a rule since the version that both come from. */
export interface ThreeWay {
  /** Changed here alone: an update leaves them as they are. */
  readonly ours: readonly string[];
  /** Changed by the update alone. */
  readonly theirs: readonly string[];
  /** Changed by both, to different values. */
  readonly conflicts: readonly string[];
}

/** Compares a customized rule and an update of it with the version that it was made from. */
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
