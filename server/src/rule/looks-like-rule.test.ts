import { describe, expect, test } from 'vitest';
import { looksLikeRule } from './looks-like-rule.js';

const keys = 'name = "a"\nrule_id = "b"\ntype = "eql"\nlanguage = "eql"\nquery = "any where true"';

describe('a file is meant as a rule', () => {
  test.each([
    ['both tables', `[metadata]\nmaturity = "production"\n[rule]\n${keys}`],
    ['blanks in the headers', `[ metadata ]\n[ rule ]\n${keys}`],
    ['headers in quotes', `["metadata"]\na = 1\n["rule"]\n${keys}`],
    ['dotted keys', 'metadata.maturity = "production"\nrule.name = "a"\nrule.query = "any where true"'],
    ['inline tables', 'metadata = {maturity = "production"}\nrule = {name = "a", query = "any where true"}'],
    ['without [metadata]', `[rule]\n${keys}`],
    ['[metadata] misspelt', `[metdata]\nmaturity = "production"\n[rule]\n${keys}`],
    ['[metadata] not closed', `[metadata\nmaturity = "production"\n[rule]\n${keys}`],
    ['[rule] in capitals', `[metadata]\nmaturity = "production"\n[Rule]\n${keys}`],
    ['[rule] misspelt', `[metadata]\nmaturity = "production"\n[rules]\n${keys}`],
  ])('%s', (_, text) => {
    expect(looksLikeRule(text)).toBe(true);
  });
});

describe('a file is not meant as a rule', () => {
  test.each([
    ['empty', ''],
    ['a package', '[package]\nname = "a"\ndescription = "rules"\nlicense = "MIT"\n'],
    [
      'a hunt',
      '[hunt]\nauthor = "a"\nname = "rule of thumb"\nlanguage = ["EQL"]\nquery = ["any where true"]',
    ],
    ['settings of a linter', '[rules]\nseverity = "error"\nname = "a"\n[rule]\nquery = true'],
    ['exceptions of a rule', '[metadata]\nrule_id = "a"\nrule_name = "b"\n[[exceptions]]\nname = "a"'],
  ])('%s', (_, text) => {
    expect(looksLikeRule(text)).toBe(false);
  });
});
