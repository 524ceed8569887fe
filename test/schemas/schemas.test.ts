import { existsSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { parseInventory } from '../../server/src/fields/inventory/parse-inventory.js';
import { parseConfiguration } from '../../server/src/lint/parse-configuration.js';
import { lints } from '../../server/src/lint/registry.generated.js';
import { parseExpectations } from '../../server/src/testing/backtest/parse-expectations.js';
import { parseTestFile } from '../../server/src/testing/parse-test-file.js';

interface Schema {
  readonly properties: Record<string, Schema>;
  readonly definitions: Record<string, Schema>;
  readonly enum?: readonly unknown[];
}

function readSchema(name: string): { schema: Schema; accepts(text: string): boolean } {
  const schema = JSON.parse(
    readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8'),
  ) as Schema;
  const validate = new Ajv({ strict: false }).compile(schema);
  return { schema, accepts: (text) => validate(parse(text)) };
}

/** Returns the keys that a parser accepts, from its message about an unknown key. */
function keysNamedIn(help: string | undefined): string[] {
  return (help ?? '')
    .replace(/^the keys of .* are |^Use |\.$/g, '')
    .split(', ')
    .map((key) => key.replaceAll('"', ''))
    .sort();
}

describe('the schema of test files', () => {
  const { schema, accepts } = readSchema('test-file.schema.json');
  const accept = (text: string) => ({
    parser: parseTestFile(text).problems.length === 0,
    schema: accepts(text),
  });

  it('has the keys that the parser accepts', () => {
    const helpFor = (text: string) =>
      parseTestFile(text).problems.find(({ message }) => message.includes('unknown key'))?.help;
    expect(Object.keys(schema.properties).sort()).toEqual(keysNamedIn(helpFor('qqqqqqqq: 1\ntests: []\n')));
    const ofCase = helpFor('tests:\n  - {name: a, events: [{a: 1}], expect: alert, qqqqqqqq: 1}\n');
    expect(Object.keys(schema.definitions.case!.properties).sort()).toEqual(keysNamedIn(ofCase));
  });

  it.each([
    'expect: alert',
    'expect: no alert',
    'expect: 2',
    'expect: {alerts: 2, events: [0, 3]}',
    'expect: {alerts: [[0, 1], [4, null]]}',
    'expect: {events: [1]}',
    'expect: alert, todo: later',
    'expect: alert, exceptions: [{entries: [{field: a, operator: excluded, type: exists}]}]',
    'expect: alert, exceptions: [{entries: [{field: a, type: nested, entries: [{field: b, operator: included, type: exists}]}]}]',
  ])('takes what the parser takes: %s', (more) => {
    expect(accept(`tests: [{name: a, events: [{event.type: start}, {}, {}, {}, {}], ${more}}]`)).toEqual({
      parser: true,
      schema: true,
    });
  });

  it.each([
    'tests: [{name: a, events: [{a: 1}], expect: alrt}]',
    'tests: [{name: a, events: [{a: 1}], expect: -1}]',
    'tests: [{name: a, events: [{a: 1}], expect: {alert: 1}}]',
    'tests: [{name: a, expect: alert}]',
    'tests: [{name: a, events: [{a: 1}]}]',
    'tests: [{name: a, events: [1], expect: alert}]',
    'tests: [{name: a, events: [{a: 1}], events_from: a, expect: alert}]',
    'tests: [{name: a, events: [], expect: alert, exceptions: [{entries: [{field: a, type: exists}]}]}]',
    'tests: [{name: a, events: [], expect: alert, exceptions: [{os_types: [foo], entries: [{field: a, operator: included, type: exists}]}]}]',
    'tests: {}',
    'now: 2026-01-01T00:00:00Z',
  ])('refuses what the parser refuses: %s', (text) => {
    expect(accept(text)).toEqual({ parser: false, schema: false });
  });
});

describe('the schema of the configuration', () => {
  const { schema, accepts } = readSchema('configuration.schema.json');
  const accept = (text: string) => ({
    parser: parseConfiguration(text).problems.length === 0,
    schema: accepts(text),
  });

  it('has the keys that the parser accepts, and all checks', () => {
    expect(Object.keys(schema.properties).sort()).toEqual(
      keysNamedIn(parseConfiguration('qqqqqqqq: 1').problems[0]?.help),
    );
    expect(Object.keys(schema.definitions.checks!.properties).sort()).toEqual(
      lints.map(({ id }) => id).sort(),
    );
  });

  it.each([
    '',
    'profile: elastic',
    'checks: {field-unknown: error, value-open: off}',
    'ignore: [drafts/**]\noverrides: [{paths: [a], checks: {schedule-gap: off}}]',
  ])('takes what the parser takes: %s', (text) =>
    expect(accept(text)).toEqual({ parser: true, schema: true }),
  );

  it.each([
    'profile: other',
    'checks: {no-such-check: error}',
    'checks: {field-unknown: bad}',
    'ignore: a',
    'overrides: [{checks: {}}]',
  ])('refuses what the parser refuses: %s', (text) =>
    expect(accept(text)).toEqual({ parser: false, schema: false }),
  );
});

it('is contributed by the manifest where the files are', () => {
  const { jsonValidation, yamlValidation } = manifest.contributes;
  for (const { url } of [...jsonValidation, ...yamlValidation]) {
    expect(existsSync(new URL(`../../${url}`, import.meta.url)), url).toBe(true);
  }
});

describe('the schema of learned fields', () => {
  const { accepts } = readSchema('fields.schema.json');

  it.each([
    ['{"version": 1, "sources": {}}', true],
    ['{"version": 2, "sources": {}}', false],
    ['{"version": 1}', false],
    ['{"version": 1, "sources": {"a": {}}}', false],
    ['{"version": 1, "sources": {"a": {"fields": {}, "kind": "any", "documents": 0}}}', true],
    ['{"version": 1, "sources": {"a": {"fields": {}, "kind": "other"}}}', false],
    ['{"version": 1, "sources": {"a": {"fields": {}, "lag": {"documents": 1, "p50": 1, "p99": 2.5}}}}', true],
    ['{"version": 1, "sources": {"a": {"fields": {}, "lag": {"p50": 1}}}}', false],
    ['{"version": 1, "sources": {"a": {"fields": {"f": {"type": "ip", "values": {"x": 1}}}}}}', true],
    ['{"version": 1, "sources": {"a": {"fields": {"f": {"type": "ip", "values": {"x": "1"}}}}}}', false],
    ['{"version": 1, "sources": {"a": {"fields": {"f": {"several": 1}}}}}', false],
  ])('takes what the parser takes: %s', (text, accepted) => {
    expect({ parser: parseInventory(text).ok, schema: accepts(text) }).toEqual({
      parser: accepted,
      schema: accepted,
    });
  });
});

describe('the schema of expectations', () => {
  const { schema, accepts } = readSchema('expectations.schema.json');
  const accept = (text: string) => ({
    parser: parseExpectations(text).problems.length === 0,
    schema: accepts(text),
  });

  it('has the keys that the parser accepts', () => {
    const helpFor = (text: string) =>
      parseExpectations(text).problems.find(({ message }) => message.includes('unknown key'))?.help;
    expect(Object.keys(schema.properties).sort()).toEqual(
      keysNamedIn(helpFor('qqqqqqqq: 1\nexpectations: []\n')),
    );
    expect(Object.keys(schema.definitions.expectation!.properties).sort()).toEqual(
      keysNamedIn(helpFor('expectations: [{rule: a, exactly: 1, qqqqqqqq: 1}]')),
    );
  });

  it.each([
    'expectations: []',
    'expectations: [{rule: a, exactly: 0}, {rule: a, file: "x/**", at_least: 1}, {rule: b, at_least: 1, at_most: 2}]',
    '{defaults: {unexpected: ignore}, expectations: [{rule: a, corpus: x, at_most: 3}]}',
    '{defaults: {unexpected_detections: fail}, expectations: []}',
  ])('takes what the parser takes: %s', (text) =>
    expect(accept(text)).toEqual({ parser: true, schema: true }),
  );

  it.each([
    'defaults: {unexpected: fail}',
    '{defaults: {unexpected: never}, expectations: []}',
    'expectations: [{exactly: 1}]',
    'expectations: [{rule: a}]',
    'expectations: [{rule: a, exactly: -1}]',
    'expectations: [{rule: a, exactly: 1.5}]',
    'expectations: [{rule: a, exactly: 1, at_least: 1}]',
    'expectations: [{rule: a, exactly: 1, file: x, corpus: y}]',
    'expectations: [{rule: [a], exactly: 1}]',
  ])('refuses what the parser refuses: %s', (text) =>
    expect(accept(text)).toEqual({ parser: false, schema: false }),
  );
});
