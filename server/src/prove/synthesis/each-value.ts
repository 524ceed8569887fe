import type { FieldNode, FieldTest } from '../../evaluate/plan/plan.js';
import type { EventObject } from '../../evaluate/values/access.js';
import { conditionText } from './draft.js';
import type { Requirement } from './requirements.js';
import type { Solved } from './solve-filter.js';
import { type SolveOptions, solveRequirements } from './solve-plan.js';

/** Yields an event for each value of each list that a solution depends on. */
export function* eachValueOf(
  { way }: Solved,
  options: SolveOptions,
): Generator<{ readonly name: string; readonly event: EventObject | undefined }> {
  for (const [index, { leaf, holds }] of way.entries()) {
    if (leaf.kind !== 'field' || holds === leaf.negated) continue;
    const tests = singleTests(leaf.test);
    if (tests.length < 2) continue;
    for (const { test, text } of tests) {
      const narrowed: FieldNode = { ...leaf, test };
      const requirements = way.map(
        (one, at): Requirement => (at === index ? { leaf: narrowed, holds } : one),
      );
      const name = `${text} in ${conditionText(options.query, leaf.span)}`;
      yield { name, event: solveRequirements(requirements, { ...options, allowsLists: true }) };
    }
  }
}

/** Returns a separate test for each value or pattern of a list. */
function singleTests(test: FieldTest): readonly { readonly test: FieldTest; readonly text: string }[] {
  switch (test.kind) {
    case 'one-of':
      return test.values.map((value) => ({ test: { ...test, values: [value] }, text: String(value) }));
    case 'wildcard':
    case 'regex':
      return test.patterns.map((pattern) => ({ test: { ...test, patterns: [pattern] }, text: pattern }));
    case 'block':
      return test.blocks.map((block) => ({ test: { ...test, blocks: [block] }, text: block }));
    case 'stars':
      return test.patterns.map((parts) => ({ test: { ...test, patterns: [parts] }, text: parts.join('*') }));
    case 'either':
      return test.tests.flatMap(singleTests);
    default:
      return [{ test, text: '' }];
  }
}
