import { describe, expect, test } from 'vitest';
import { tuneRule } from '../../server/src/authoring/tune/tune-rule.js';
import type { EventObject } from '../../server/src/evaluate/values/access.js';
import { lintRule } from '../../server/src/lint/run.js';
import { synthesize } from '../../server/src/prove/synthesis/synthesize.js';
import { type BuiltCase, builtCase } from '../../server/src/prove/synthesis/written-case.js';
import { readRule } from '../../server/src/rule/rule.js';
import { parseToml } from '../../server/src/toml/document.js';
import { corpusRules } from '../helpers/corpus-rules.js';
import { referenceFolder, sharedMissing } from '../helpers/shared.js';

const corpus = referenceFolder('corpus');
/** RULEWRIGHT_TUNING=all selects all rules. */
const every = process.env.RULEWRIGHT_TUNING === 'all' ? 1 : 12;

/** Values of the false positives that no rule tests: the exclusion must find them. */
const mark = { acme: { job: 'nightly', owner: 'backup' } };

const marked = ({ events }: BuiltCase): readonly EventObject[] =>
  events.map((event) => ({ ...event, ...mark }));

const errorsOf = (text: string): readonly string[] =>
  lintRule(text)
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

describe.skipIf(!corpus)(`shipped rules${corpus ? '' : ` (${sharedMissing})`}`, () => {
  test('exclude events by a mark that only they have, and keep the others', () => {
    const failed: string[] = [];
    let tuned = 0;
    for (const { path, text } of corpusRules(corpus!, every)) {
      const rule = readRule(parseToml(text));
      if (rule.type === 'machine_learning' || rule.deprecated) continue;
      const [match] = synthesize(rule, { match: true, nearMisses: false, eachValue: false, seed: 0 }).cases;
      if (!match) continue;
      const built = builtCase(match);
      const set = (events: readonly EventObject[]) => ({ events, addressOf: String });
      const { history, indicators } = built;
      const found = tuneRule({
        rule,
        falsePositives: set(marked(built)),
        truePositives: set(built.events),
        tests: undefined,
        readEvents: () => ({ ok: false, error: 'no files' }),
        inputs: { ...(history && { history }), ...(indicators && { indicators }) },
        as: 'exclusion',
        most: 4,
        frameOf: () => ({ id: '', name: '', description: '' }),
      });
      if (!found.ok) failed.push(`${path}: ${found.error}`);
      else {
        tuned++;
        const added = errorsOf(found.text).filter((code) => !errorsOf(text).includes(code));
        if (added.length > 0) failed.push(`${path}: ${added.join(', ')}`);
      }
    }
    if (every === 1) process.stdout.write(`${tuned} tuned\n${failed.join('\n')}\n`);
    expect(failed).toEqual([]);
    expect(tuned).toBeGreaterThan(80);
  }, 300_000);
});
