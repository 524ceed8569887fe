import type { Rule } from '../../../rule/rule.js';

/**
 * The rule that raises the alerts of Elastic Defend, which Kibana finds by its id
 * (docs/lints/protected-rule.md).
 */
const protectedId = '9a1a2dae-0b5f-4c3d-8305-a268d404c306';

/** Returns whether Kibana relies on the rule's name, so that it must never change. */
export function isProtectedRule({ id }: Rule): boolean {
  return id === protectedId;
}
