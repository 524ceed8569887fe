import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../server/src/cli/commands/commands.js';
import { lints } from '../../server/src/lint/registry.generated.js';
import { root } from '../helpers/shared.js';
import { filesBelow, withoutCode } from './markdown.js';

/** Words that read as translated, with what to write instead. */
const avoided: readonly (readonly [RegExp, string])[] = [
  [/\bstands? (?:twice|behind|before|beside|nowhere)\b/, 'duplicate, follows, precedes, is not in'],
  [/\b(?:lacks?|lacking)\b/, 'is missing, has no'],
  [/\banew\b/, 'again, or another verb'],
  [/\bmend(?:s|ed)?\b/, 'fix, repair, recover'],
  [/\b(?:is|are) told\b/, 'is reported'],
  [/\b(?:is|are) left alone\b/, 'is ignored'],
  [/\b(?:lie|lies|lay) (?:beside|before|behind|in|outside|above|below)\b/, 'is'],
  [/\ba blank\b|\bblanks\b/, 'space'],
  [/\b(?:a|of|list of) texts?\b(?! (?:field|file|editor))/, 'string'],
  [/\bis none\b/, 'is not a …'],
  [/\botherwise than\b/, 'differently from'],
  [/\bof (?:its|their|your) own\b/, 'separate, special, custom'],
  [/\b(?:outside|inside) of\b/, 'outside, inside'],
  [/(?<![Tt]here )\bis no (?!longer|more)[a-z]+/, 'is not a …'],
  [/\bknows? no\b/, 'has no, does not support'],
  [/\b[Ww]hoever\b/, 'if you …'],
  [/\bthink again\b/, 'reconsider'],
  [/\bwithout (?:a word|regard to)\b/, 'silently, ignoring'],
  [/\b(?:is|are|was|were) (?:told|left) (?:apart|out)\b/, 'is distinguished, is skipped'],
  [/\bat every run\b/, 'on every run'],
  [/\b(?:not|none|no [a-z]+) any more\b/, 'no longer'],
  [/\bin place of\b/, 'instead of'],
  [/\bunless given\b/, 'the default is …'],
  [/\blook(?:s|ed)? at (?:it|them|these)\b/, 'check'],
  [/\b(?:was|were) looked at\b/, 'was checked, was searched'],
  [/\bexists? already\b/, 'already exists'],
  [/\bswitch(?:es|ed)? (?:on|off)\b/, 'enable, disable'],
  [/\bcase counts\b/, 'case-sensitive'],
  [/\b(?:is|are) (?:absent|not there)\b/, 'is missing'],
  [/\bwritten behind\b/, 'follows'],
  [/\bcomes? nearest\b/, 'comes closest'],
];

const pages = [
  'README.md',
  'CHANGELOG.md',
  'skills/rulewright/SKILL.md',
  ...filesBelow('docs', /^(?!.*lints)/),
].filter((path) =>
  /^(?:README|CHANGELOG|skills\/rulewright\/SKILL|docs\/[\w-]+|docs\/(?:semantics|decisions|rule-types)\/[\w-]+)\.md$/.test(
    path,
  ),
);

/** Returns the avoided words in a text. */
function foundIn(name: string, text: string): string[] {
  return avoided.flatMap(([pattern, instead]) => {
    const [found] = pattern.exec(text) ?? [];
    return found === undefined ? [] : [`${name}: "${found}", write ${instead}`];
  });
}

test('the pages of the guide are in plain English', () => {
  const found = pages.flatMap((path) => {
    const prose = withoutCode(readFileSync(join(root, path), 'utf8')).replace(/`[^`\n]*`/g, '');
    return foundIn(path, prose);
  });
  expect(pages.length).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

test('checks, help and the manifest are in plain English', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { contributes: object };
  const found = [
    ...lints.flatMap(({ id, summary, why }) => foundIn(id, `${summary}. ${why}`)),
    ...commands.flatMap(({ name, summary, options }) =>
      [summary, ...Object.values(options).map(({ help }) => help)].flatMap((text) => foundIn(name, text)),
    ),
    ...foundIn('package.json', JSON.stringify(manifest.contributes)),
  ];
  expect(found).toEqual([]);
});

/** Folders whose strings people read. */
const surfaces = [
  ...[
    'authoring',
    'cli',
    'exchange',
    'fields',
    'files',
    'ide',
    'lsp',
    'prove',
    'repository',
    'sigma',
    'site',
    'stack',
  ].map((folder) => `server/src/${folder}`),
  'server/src/evaluate/explain',
  'client/src',
  'playground/src',
];

test('messages are in plain English', () => {
  const tables = [
    ...filesBelow('server/src', /^(?:messages|strict|remedy|settings)\.ts$/),
    ...filesBelow('server/src/lint/checks', /^(?!.*\.test\.ts$).*\.ts$/),
    ...filesBelow('server/src/rule/schema-check', /^(?!.*\.test\.ts$).*\.ts$/),
    ...surfaces.flatMap((folder) => filesBelow(folder, /^(?!.*\.(?:test|generated)\.ts$).*\.ts$/)),
  ];
  const found = tables.flatMap((path) => {
    const source = readFileSync(join(root, path), 'utf8').replace(/^\s*(?:\/\*\*|\*|\/\/).*$/gm, '');
    const strings = source.match(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? [];
    return strings.filter((text) => text.includes(' ')).flatMap((text) => foundIn(path, text));
  });
  expect(tables.length).toBeGreaterThan(500);
  expect(found).toEqual([]);
});
