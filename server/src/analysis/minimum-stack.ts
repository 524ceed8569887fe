import { compareVersions } from '../rule/checkout/versions.js';
import type { Analysis } from './analysis.js';

/** Returns the oldest stack that gets a rule, as its `min_stack_version` says; undefined when it says none. */
export function minimumStack({ rule }: Pick<Analysis, 'rule'>): string | undefined {
  const { min_stack_version } = rule.metadata;
  return typeof min_stack_version === 'string' ? min_stack_version : undefined;
}

/** The versions of 9 that were released together with the last ones of 8, and have the same features. */
const twins: Readonly<Record<string, string>> = { '8.18': '9.0', '8.19': '9.1' };

/** Whether a stack has what came with a version. Of an unknown stack it is not known. */
export function hasSince(stack: string | undefined, since: string): boolean {
  if (stack === undefined) return false;
  const isLater = compareVersions(stack, '9') >= 0;
  return compareVersions(stack, isLater ? (twins[since] ?? since) : since) >= 0;
}
