import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleTypes } from '../server/src/rule/schema/rule-types.js';
import { parseTestFile } from '../server/src/testing/parse-test-file.js';
import { root } from './helpers/shared.js';

/** The pages of the rule types: one for each, with examples that are right and links that lead somewhere. */
const folder = join(root, 'docs/rule-types');
const pages = readdirSync(folder);

test('each rule type has a page', () => {
  expect(pages.sort()).toEqual(['README.md', ...[...ruleTypes].map((type) => `${type}.md`)].sort());
});

describe.each(pages)('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');

  test('its test files are read without a problem', () => {
    for (const [, block = ''] of text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)) {
      const whole = block.startsWith('  - ') ? `tests:\n${block}` : block;
      expect(parseTestFile(whole).problems).toEqual([]);
    }
  });

  test('its links lead to files', () => {
    for (const [, link = ''] of text.matchAll(/\]\(([^)#]+)/g))
      expect(existsSync(join(folder, link)), link).toBe(true);
  });
});
