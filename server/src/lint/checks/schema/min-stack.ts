import type { Analysis } from '../../../analysis/analysis.js';
import { stackVersionFormat } from '../../../rule/schema/formats.js';

/** The `min_stack_version` of the rule when it is well formed. */
export function minStackVersion({ rule }: Analysis): string | undefined {
  const version = rule.metadata.min_stack_version;
  return typeof version === 'string' && stackVersionFormat.pattern.test(version) ? version : undefined;
}

/** The oldest stack that gets the rule: `min_stack_version`, or else the oldest that the checkout supports. */
export function oldestStack(analysis: Analysis): string | undefined {
  return minStackVersion(analysis) ?? analysis.checkout?.stacks[0]?.version;
}
