import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleTypes } from '../server/src/rule/schema/rule-types.js';
import { parseTestFile } from '../server/src/testing/parse-test-file.js';
import { root } from './helpers/shared.js';

/** The pages of the rule types: one for each, with valid examples and working links. */
const folder = join(root, 'docs/rule-types');
const pages = readdirSync(folder);
/** Pages without an example of a test file, and pages without links; every other page has some. */
const withoutTestFile = ['saved_query.md'];
const withoutLinks = ['eql.md'];

test('each rule type has a page', () => {
  expect(pages.sort()).toEqual(['README.md', ...[...ruleTypes].map((type) => `${type}.md`)].sort());
});

describe.each(pages)('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');

  test('its test files are read without a problem', () => {
    const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)];
    expect(blocks.length > 0).toBe(!withoutTestFile.includes(name));
    for (const [, block = ''] of blocks) {
      const whole = block.startsWith('  - ') ? `tests:\n${block}` : block;
      expect(parseTestFile(whole).problems).toEqual([]);
    }
  });

  test('its links lead to files', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)/g)];
    expect(links.length > 0).toBe(!withoutLinks.includes(name));
    for (const [, link = ''] of links) expect(existsSync(join(folder, link)), link).toBe(true);
  });
});
