import { expect, test } from 'vitest';
import { lintRule } from './run.js';

const ignore = '# rulewright-ignore key-unknown';
const unknown = 'unknown_key = 1';

/**
 * Returns the zero-based lines of the unknown keys that are still reported, and of the comments that ignore
 * nothing.
 */
function reportedLines(lines: readonly string[]): Record<string, number[]> {
  const text = lines.join('\n');
  const found: Record<string, number[]> = {};
  for (const { code, span } of lintRule(text)) {
    if (code !== 'key-unknown' && code !== 'suppression-unused') continue;
    found[code] = [...(found[code] ?? []), text.slice(0, span.start).split('\n').length - 1];
  }
  return found;
}

test.each<[string, string[], Record<string, number[]>]>([
  ['on the line above', ['[rule]', ignore, unknown], {}],
  [
    'not two lines above',
    ['[rule]', ignore, 'name = "a"', unknown],
    { 'key-unknown': [3], 'suppression-unused': [1] },
  ],
  ['on the first line of the file', [ignore, `rule.${unknown}`, 'rule.name = "a"'], {}],
  ['above another comment', ['[rule]', ignore, '# why', unknown], {}],
  [
    'above another comment that ignores',
    ['[rule]', ignore, '# rulewright-ignore type-mismatch', unknown],
    { 'suppression-unused': [2] },
  ],
  [
    'between other comments',
    ['[rule]', '# rulewright-ignore type-mismatch', ignore, '# why', unknown],
    { 'suppression-unused': [1] },
  ],
  ['twice in a row of comments', ['[rule]', ignore, '# why', ignore, unknown], {}],
  [
    'for one key each',
    ['[rule]', ignore, unknown, ignore, 'other_key = 1', 'third_key = 1'],
    { 'key-unknown': [5] },
  ],
  ['on the last line', ['[rule]', unknown, ignore], { 'key-unknown': [1], 'suppression-unused': [2] }],
])('a comment that ignores a check %s', (_, lines, expected) => {
  expect(reportedLines(lines)).toEqual(expected);
});
