import type { Analysis } from '../../../analysis/analysis.js';
import { compareVersions } from '../../../rule/checkout/versions.js';
import { stackVersionFormat } from '../../../rule/schema/formats.js';

/** Returns the rule's `min_stack_version` if it is well formed. */
export function minStackVersion({ rule }: Analysis): string | undefined {
  const version = rule.metadata.min_stack_version;
  return typeof version === 'string' && stackVersionFormat.pattern.test(version) ? version : undefined;
}

/**
 * Returns the oldest stack that receives the rule: `min_stack_version`, or else the oldest that the checkout
 * supports.
 */
export function oldestStack(analysis: Analysis): string | undefined {
  return minStackVersion(analysis) ?? analysis.checkout?.stacks[0]?.version;
}

/**
 * The versions of 9 that have the same features as the last versions of 8 (docs/semantics/esql.md#commands).
 */
const twins: Readonly<Record<string, string>> = { '8.18': '9.0', '8.19': '9.1' };

/** Returns whether a stack has a feature that came with a version. False if the stack is unknown. */
export function hasSince(stack: string | undefined, since: string): boolean {
  if (stack === undefined) return false;
  const isLater = compareVersions(stack, '9') >= 0;
  return compareVersions(stack, isLater ? (twins[since] ?? since) : since) >= 0;
}
