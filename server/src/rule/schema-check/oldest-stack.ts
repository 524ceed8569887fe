import { compareVersions } from '../checkout/versions.js';
import type { Rule } from '../rule.js';
import { stackVersionFormat } from '../schema/formats.js';

/** Returns whether the rule's `min_stack_version` says that it works on an older stack than this one. */
export function isForOlderThan(version: string, { metadata }: Rule): boolean {
  const oldest = metadata.min_stack_version;
  if (typeof oldest !== 'string' || !stackVersionFormat.pattern.test(oldest)) return false;
  return compareVersions(oldest, version) < 0;
}
