import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Ajv from 'ajv';
import { expect, test } from 'vitest';
import { lintCodes } from '../../text/lint-codes.generated.js';
import { otherCodes } from '../../text/other-codes.js';
import type { ProblemCode } from '../../text/problem.js';
import type { FileFinding } from '../findings.js';
import { githubReport } from './github.js';
import { junitReport } from './junit.js';
import { sarifReport } from './sarif.js';

const finding: FileFinding = {
  path: 'rules/a b.toml',
  code: 'key-unknown',
  severity: 'error',
  message: 'Unknown key "nmae": 100% wrong, <really>.',
  help: 'Did you mean "name"?',
  range: { start: { line: 3, column: 1 }, end: { line: 3, column: 5 } },
  fix: {
    title: 'Replace',
    edits: [{ range: { start: { line: 3, column: 1 }, end: { line: 3, column: 5 } }, text: 'name' }],
  },
};

test('GitHub: one command per finding, with what the format reserves escaped', () => {
  expect(githubReport([finding])).toBe(
    '::error file=rules/a b.toml,line=3,col=1,endLine=3,endColumn=5,title=key-unknown::' +
      'Unknown key "nmae": 100%25 wrong, <really>.%0Ahelp: Did you mean "name"?\n',
  );
});

test('paths are those of the repository, however they are typed', () => {
  const typed: Readonly<Record<string, string>> = {
    './rules/a b.toml': 'rules/a%20b.toml',
    'rules/../rules/c#1?.toml': 'rules/c%231%3F.toml',
    '../other/d.toml': '../other/d.toml',
    '/elsewhere/e.toml': 'file:///elsewhere/e.toml',
    [join(process.cwd(), 'f.toml')]: 'f.toml',
  };
  for (const [path, uri] of Object.entries(typed)) {
    const [result] = JSON.parse(sarifReport([{ ...finding, path }], '1.2.3')).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri, path).toBe(uri);
  }
  expect(githubReport([{ ...finding, path: './rules/a.toml' }])).toContain('file=rules/a.toml,');
});

test('JUnit: counts, failures with their text, control characters shown, what XML forbids replaced', () => {
  const failed = {
    suite: 'a.yaml',
    name: 'x & y',
    seconds: 0.5,
    outcome: { kind: 'failure', message: 'expected "1"\u0001', details: '<b>' },
  } as const;
  expect(
    junitReport('all', [{ suite: 'a.yaml', name: 'fine' }, failed]),
  ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="all" tests="2" failures="1" errors="0" skipped="0">
  <testsuite name="a.yaml" tests="2" failures="1" errors="0" skipped="0">
    <testcase classname="a.yaml" name="fine" time="0.000"/>
    <testcase classname="a.yaml" name="x &amp; y" time="0.500">
      <failure message="expected &quot;1&quot;\\u0001">&lt;b&gt;</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test('SARIF: level, region in UTF-16 columns, fix, and a fingerprint without positions', () => {
  const log = JSON.parse(sarifReport([finding], '1.2.3'));
  const [run] = log.runs;
  expect(log.version).toBe('2.1.0');
  expect(run.columnKind).toBe('utf16CodeUnits');
  expect(run.tool.driver).toMatchObject({
    name: 'Rulewright',
    version: '1.2.3',
    rules: [{ id: 'key-unknown', defaultConfiguration: { level: 'warning' } }],
  });
  const region = { startLine: 3, startColumn: 1, endLine: 3, endColumn: 5 };
  expect(run.results[0]).toMatchObject({
    ruleId: 'key-unknown',
    ruleIndex: 0,
    level: 'error',
    locations: [{ physicalLocation: { artifactLocation: { uri: 'rules/a%20b.toml' }, region } }],
    fixes: [
      { artifactChanges: [{ replacements: [{ deletedRegion: region, insertedContent: { text: 'name' } }] }] },
    ],
  });
  expect(run.tool.driver.rules[0]).not.toHaveProperty('helpUri');
  const moved = { ...finding, range: { start: { line: 9, column: 1 }, end: { line: 9, column: 5 } } };
  expect(JSON.parse(sarifReport([moved], '1.2.3')).runs[0].results[0].partialFingerprints).toEqual(
    run.results[0].partialFingerprints,
  );
});

test('SARIF: a check has the address of its page where findings have one', () => {
  const url = 'https://example.org/lints/key-unknown.md';
  const [run] = JSON.parse(sarifReport([{ ...finding, url }], '1.2.3')).runs;
  expect(run.tool.driver.rules[0].helpUri).toBe(url);
});

test('SARIF: the same finding in another file has another fingerprint', () => {
  const fingerprints = ['rules/a.toml', 'rules/b.toml'].map(
    (path) => JSON.parse(sarifReport([{ ...finding, path }], '1.2.3')).runs[0].results[0].partialFingerprints,
  );
  expect(fingerprints[0]).not.toEqual(fingerprints[1]);
});

test('SARIF: valid against the schema of the standard, whatever the check and the severity', () => {
  const schemaPath = createRequire(import.meta.url).resolve(
    '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  const { id: _, ...schema } = JSON.parse(readFileSync(schemaPath, 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
  // The schema declares draft 7 but has the id of draft 4, which ajv rejects.
  const validate = ajv.compile({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' });
  const severities = ['error', 'warning', 'information', 'hint'] as const;
  const findings = ([...lintCodes, ...Object.keys(otherCodes)] as ProblemCode[]).map((code, index) => ({
    ...finding,
    code,
    severity: severities[index % 4]!,
  }));
  for (const failed of [true, false]) {
    validate(JSON.parse(sarifReport(findings, '1.2.3', failed)));
    expect(validate.errors).toBeNull();
  }
  validate(JSON.parse(sarifReport([], '1.2.3').replace('"runs"', '"runz"')));
  expect(validate.errors).not.toBeNull();
});
