import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepareRule } from '../../server/src/evaluate/prepare/prepare-rule.js';
import { loadEcsCatalogue } from '../../server/src/fields/ecs.js';
import { compareLogic, type LogicRelation } from '../../server/src/prove/diff/compare-logic.js';
import { ruleMutants } from '../../server/src/prove/mutation/rule-mutants.js';
import { synthesize } from '../../server/src/prove/synthesis/synthesize.js';
import { prepareCase } from '../../server/src/prove/synthesis/verify-case.js';
import { readRule } from '../../server/src/rule/rule.js';
import { meetsExpectation } from '../../server/src/testing/run-case.js';
import { defaultNow } from '../../server/src/testing/test-file.js';
import { parseToml } from '../../server/src/toml/document.js';
import { referenceFolder, sharedMissing } from '../helpers/shared.js';

const corpus = referenceFolder('corpus');
/** Types that are compared only by their plans, which mutants change. */
const types: ReadonlySet<unknown> = new Set(['eql', 'query', 'threshold', 'machine_learning']);
/** RULEWRIGHT_SYNTHESIS=show selects all rules. */
const every = process.env.RULEWRIGHT_SYNTHESIS === 'show' ? 1 : 61;

/** The relations that are wrong if an event raises an alert in only one version. */
const contradicted: Readonly<Record<'gained' | 'lost', ReadonlySet<LogicRelation>>> = {
  gained: new Set(['equal', 'narrower']),
  lost: new Set(['equal', 'wider']),
};

describe.skipIf(!corpus)(`what is proved of changed rules${corpus ? '' : ` (${sharedMissing})`}`, () => {
  test('is contradicted by no event', () => {
    const wrong: string[] = [];
    let compared = 0;
    const decided = new Map<LogicRelation, number>();
    const names = (readdirSync(corpus!, { recursive: true }) as string[]).filter((name) =>
      name.endsWith('.toml'),
    );
    for (const name of names.sort().filter((_, index) => index % every === 0)) {
      const rule = readRule(parseToml(readFileSync(join(corpus!, name), 'utf8')));
      const prepared = types.has(rule.type) ? prepareRule(rule, { now: defaultNow }, {}) : undefined;
      if (!prepared?.ok) continue;
      const request = { match: true, nearMisses: true, eachValue: true, seed: 1 };
      const cases = synthesize(rule, request).cases.flatMap((one) => {
        const ready = prepareCase(rule, { ...one, expect: 'alert' }, undefined);
        return ready ? [ready] : [];
      });
      for (const { change, operator } of ruleMutants(prepared.planned, loadEcsCatalogue())) {
        const planned = change(prepared.planned, prepared.context.now);
        const relation = compareLogic({ rule, prepared }, { rule, prepared: { ...prepared, planned } });
        decided.set(relation, (decided.get(relation) ?? 0) + 1);
        for (const ready of cases) {
          const changed = {
            ...ready.prepared,
            planned: change(ready.prepared.planned, ready.prepared.context.now),
          };
          const before = meetsExpectation(ready.prepared, ready.events, ready.expect);
          const after = meetsExpectation(changed, ready.events, ready.expect);
          if (before === undefined || after === undefined) continue;
          compared++;
          if (before !== after && contradicted[after ? 'gained' : 'lost'].has(relation))
            wrong.push(`${name}: ${operator} is not ${relation}`);
        }
      }
    }
    expect([...new Set(wrong)]).toEqual([]);
    expect(compared).toBeGreaterThan(1_000);
    // More than half of the changes are decided.
    const all = [...decided.values()].reduce((sum, count) => sum + count, 0);
    expect((decided.get('narrower') ?? 0) + (decided.get('wider') ?? 0)).toBeGreaterThan(all / 2);
  }, 1_800_000);
});
