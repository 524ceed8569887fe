import { compareVersions } from '../checkout/versions.js';
import type { Rule } from '../rule.js';
import { stackVersionFormat } from '../schema/formats.js';

/** Whether the rule says, with `min_stack_version`, that it works on a stack older than this one. */
export function isForOlderThan(version: string, { metadata }: Rule): boolean {
  const oldest = metadata.min_stack_version;
  if (typeof oldest !== 'string' || !stackVersionFormat.pattern.test(oldest)) return false;
  return compareVersions(oldest, version) < 0;
}
