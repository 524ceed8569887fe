import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dedent, readMarkers } from '../../../../test/helpers/markers.js';
import { analyse } from '../../analysis/analyse.js';
import { completeExample } from '../../lint/examples.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import type { CompletionItem } from '../types.js';
import { misspeltEventFields } from './event-fields.js';
import { testFileCompletion } from './test-file-completion.js';
import { testFileHover } from './test-file-hover.js';

const ruleOf = (query: string) => analyse(completeExample(query).text);
const rule = ruleOf(
  'process where host.os.type == "linux" and process.name in ("nc", "my-tool") and process.args : "-l*" and vendor.kind == "yes"',
);
const sequence = ruleOf('sequence by host.id [process where true] [file where true]');

/**
 * Returns a test file with `$0` at the cursor; text without a top-level key goes into the events of a case.
 */
function atCursor(written: string): { text: string; cursor: number } {
  const body = dedent(written);
  const whole = /^(?:tests|defaults|rule|now|\{|\$0|\w+\$0)/m.test(body);
  const { text, cursor } = readMarkers(
    whole ? body : `tests:\n  - name: a\n    events:\n${body.replace(/^(?=.)/gm, '      ')}`,
  );
  return { text, cursor: cursor! };
}

function completions(written: string, of = rule) {
  const { text, cursor } = atCursor(written);
  const list = testFileCompletion(text, cursor, of);
  const order = ({ sort, label }: CompletionItem) => sort ?? label;
  const items = [...(list?.items ?? [])].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return { text, cursor, items, labels: items.map(({ label }) => label), span: list?.span };
}

/** Checks the first labels at `$0`. */
function checkFirst(written: string, first: readonly string[], of = rule): void {
  expect(completions(written, of).labels.slice(0, first.length)).toEqual(first);
}

/** Checks the text after accepting the item with this label at `$0`, without tab stops. */
function checkAccepted(written: string, label: string, expected: string): void {
  const { text, items, span, labels } = completions(written);
  const item = items.find((one) => one.label === label);
  expect(item, `${label} among ${labels.slice(0, 20).join(', ')}`).toBeDefined();
  const insert = (item?.insert ?? label).replace(/\$\{\d+:([^}]*)\}|\$\d/g, '$1');
  const after = text.slice(0, span!.start) + insert + text.slice(span!.end);
  expect(after).toContain(expected);
}

const keysOfCase = ['name', 'events', 'events_from', 'expect', 'todo', 'exceptions'];

describe('completion of keys and values of the file', () => {
  it.each([
    ['top of an empty file', '$0', ['tests', 'rule', 'now', 'defaults']],
    ['half a key at the top', 'te$0', ['tests', 'rule']],
    ['other keys of the top', 'tests: []\n$0', ['rule', 'now', 'defaults']],
    ['start of a case', 'tests:\n  - $0', keysOfCase],
    ['half a key of a case', 'tests:\n  - name: a\n    ex$0', ['events', 'events_from', 'expect']],
    ['key between others', 'tests:\n  - name: a\n    $0\n    expect: alert', ['events', 'events_from']],
    ['key in flow', 'tests:\n  - {name: a, $0', ['events', 'events_from', 'expect']],
    ['key of a second case', 'tests:\n  - {name: a, events: [], expect: alert}\n  - $0', keysOfCase],
    ['expectation', 'tests:\n  - name: a\n    expect: $0', ['alert', 'no alert', '{alerts: …, events: […]}']],
    ['half an expectation of two words', 'tests:\n  - name: a\n    expect: no a$0', ['alert', 'no alert']],
    ['key of an expectation', 'tests:\n  - name: a\n    expect: {$0}', ['alerts', 'events']],
    ['time', 'now: $0', ['2026-01-01T00:00:00Z']],
    ['nothing in a comment', 'tests: # $0', []],
    ['nothing in a name', 'tests:\n  - name: $0', []],
  ])('%s', (_name, text, first) => checkFirst(text, first));

  it('knows the form of expectations on sequences', () => {
    checkFirst('tests:\n  - expect: $0', ['alert', 'no alert', '{alerts: [[…]]}'], sequence);
  });

  it('documents keys from the schema', () => {
    const { items } = completions('tests:\n  - $0');
    expect(items.find(({ label }) => label === 'todo')?.documentation).toMatch(/allowed to fail/);
    expect(items.find(({ label }) => label === 'expect')?.detail).toBe('required');
  });
});

describe('completion in what rules of some types look at', () => {
  const indicatorRule = analyse(`[metadata]
[rule]
type = "threat_match"
language = "kuery"
query = 'event.category: network'
threat_query = 'event.kind: enrichment and threat.feed.name: "abc"'
[[rule.threat_mapping]]
[[rule.threat_mapping.entries]]
field = "destination.ip"
type = "mapping"
value = "threat.indicator.ip"
`);
  const anomalyRule = analyse(`[metadata]
[rule]
type = "machine_learning"
machine_learning_job_id = ["logins", "logins_v2"]
anomaly_threshold = 75
`);
  const newTermsRule = analyse(`[metadata]
[rule]
type = "new_terms"
language = "kuery"
query = 'event.category: network'
[rule.new_terms]
field = "new_terms_fields"
value = ["host.id"]
`);
  it.each([
    [
      'fields of events that are compared',
      indicatorRule,
      'events: [{$0}]',
      ['event.category', 'destination.ip'],
    ],
    [
      'fields of indicators',
      indicatorRule,
      'indicators: [{$0}]',
      ['threat.indicator.ip', 'event.kind', 'threat.feed.name'],
    ],
    ['values of indicators', indicatorRule, 'indicators: [{threat.feed.name: $0}]', ['abc']],
    ['fields of anomalies', anomalyRule, 'anomalies: [{$0}]', ['job_id', 'record_score', 'is_interim']],
    ['jobs', anomalyRule, 'anomalies: [{job_id: $0}]', ['logins', 'logins_v2']],
    ['fields that must be new', newTermsRule, 'history: [{$0}]', ['event.category', 'host.id']],
    ['keys of an exception', rule, 'exceptions: [{$0}]', ['entries', 'name', 'os_types', 'expire_time']],
    ['keys of its entries', rule, 'exceptions: [{entries: [{$0}]}]', ['field', 'type', 'operator', 'value']],
    [
      'types of entries',
      rule,
      'exceptions: [{entries: [{type: $0}]}]',
      ['match', 'match_any', 'exists', 'wildcard', 'nested', 'list'],
    ],
  ])('%s', (_name, of, text, first) => checkFirst(`tests:\n  - name: a\n    ${text}`, first, of));
});

describe('completion in events', () => {
  const inQuery = ['event.category', 'host.os.type', 'process.name', 'process.args', 'vendor.kind'];
  it.each([
    ['a new event', '- $0', inQuery.slice(0, 4)],
    ['an event in flow', '- {$0}', inQuery.slice(0, 4)],
    ['half a field', '- {process.na$0}', ['process.name']],
    ['half a field that nothing closes', '- {event.type: start, process.na$0', ['process.name']],
    ['field by its last part', '- original_f$0', ['process.pe.original_file_name']],
    ['field in an object', '- process: {$0}', ['name', 'args']],
    ['field deep in objects', '- process: {entry_leader: {entry_meta: {t$0', ['type']],
    ['field in a block', '- process:\n    na$0', ['name']],
    [
      'what is there already is left out',
      '- {process.name: a, $0}',
      ['event.category', 'host.os.type', 'process.args'],
    ],
    ['a field of the query that no schema knows', '- {vendor.k$0}', ['vendor.kind']],
    ['defaults', 'defaults:\n  $0', ['event.category']],
    ['values of the query first', '- {host.os.type: $0}', ['linux', 'macos']],
    ['values in quotes', '- {process.name: "$0"}', ['nc', 'my-tool']],
    ['no patterns as values', '- {process.args: $0}', []],
    ['values in a list', '- {process.name: [nc, $0]}', ['nc', 'my-tool']],
    ['values in a list of a block', '- process.name:\n    - $0', ['nc', 'my-tool']],
    ['category of the rule first', '- {event.category: $0}', ['process', 'api']],
    ['values of nested keys', '- process: {entry_leader: {entry_meta: {type: $0}}}', ['init', 'sshd']],
    ['booleans', '- {process.code_signature.trusted: $0}', ['true', 'false']],
    ['times', '- {at: $0}', ['0s', '1s']],
  ])('%s', (_name, text, first) => checkFirst(text, first));

  it.each([
    ['a key with its colon', '- {process.na$0}', 'process.name', '- {process.name: }'],
    ['no second colon', '- {process.na$0: nc}', 'process.name', '- {process.name: nc}'],
    [
      'a key before another one',
      '- {process.na$0 event.type: start}',
      'process.name',
      '- {process.name:  event.type: start}',
    ],
    ['a quoted key', '- {@times$0}', '@timestamp', '- {"@timestamp": }'],
    ['a value that YAML would read otherwise', '- {vendor.kind: $0}', 'yes', '{vendor.kind: "yes"}'],
    ['a value in quotes', '- {process.name: "m$0"}', 'my-tool', '{process.name: "my-tool"}'],
    ['a boolean', '- {process.code_signature.trusted: t$0}', 'true', 'trusted: true}'],
    ['a key in JSON', '{"tests": [{"events": [{$0}]}]}', 'process.name', '{"process.name": }'],
    ['half a quoted key in JSON', '{"tests": [{"na$0"}]}', 'name', '{"name"}'],
    ['an expectation of two words', 'tests:\n  - name: a\n    expect: no$0', 'no alert', 'expect: no alert'],
    ['events', 'tests:\n  - name: a\n    ev$0', 'events', 'events: [{}]'],
  ])('inserts %s', (_name, text, label, expected) => checkAccepted(text, label, expected));

  it('says which fields the query has', () => {
    const { items } = completions('- {$0}');
    expect(items.find(({ label }) => label === 'process.name')?.detail).toBe('keyword · in the query');
    expect(items.find(({ label }) => label === 'process.executable')?.detail).toBe('keyword');
  });

  it('never throws, and its span holds the cursor', () => {
    const pieces = fc.constantFrom(
      'tests:',
      '\n',
      '  - ',
      'name',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '"',
      'a.b',
      '#',
      '@',
      '&a ',
      '*a',
      '|',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 24 }), fc.nat(), (parts, at) => {
        const text = parts.join('');
        const offset = at % (text.length + 1);
        const list = testFileCompletion(text, offset, rule);
        testFileHover(text, offset, rule);
        if (!list) return;
        expect(list.span.start).toBeLessThanOrEqual(offset);
        expect(list.span.end).toBeGreaterThanOrEqual(offset);
      }),
      { numRuns: 300 },
    );
  });

  it('what its skeletons make is a test file without problems', () => {
    const text =
      'tests:\n  - name: a\n    events: [{event.category: process}]\n    expect: {alerts: 1, events: [0]}\n';
    expect(parseTestFile(text).problems).toEqual([]);
  });
});

describe('hover', () => {
  it.each([
    ['a field', '- {process.na$0me: nc}', 'process.name', '`keyword`'],
    [
      'a field of nested keys',
      '- process: {entry_leader: {entry_meta: {ty$0pe: x}}}',
      'type',
      'process.entry_leader.entry_meta.type',
    ],
    ['a value', '- {event.category: pro$0cess}', 'process', '**process** `event.category`'],
    ['a time', '- {a$0t: 0s}', 'at', 'offset'],
    ['a key of a case', 'tests:\n  - na$0me: a', 'name', 'Names must be unique'],
    ['a key of the file', 'defau$0lts: {}', 'defaults', 'Merged under every event'],
  ])('%s', (_name, written, on, text) => {
    const { text: file, cursor } = atCursor(written);
    const found = testFileHover(file, cursor, rule);
    expect(found && file.slice(found.span.start, found.span.end)).toBe(on);
    expect(found?.markdown).toContain(text);
  });

  it.each([
    ['an object', '- pro$0cess: {name: nc}'],
    ['a value that is not listed', '- {process.name: n$0c}'],
    ['a comment', 'tests: # na$0me'],
  ])('nothing on %s', (_name, written) => {
    const { text, cursor } = atCursor(written);
    expect(testFileHover(text, cursor, rule)).toBeUndefined();
  });
});

describe('fields of events that are misspelt', () => {
  const found = (written: string) => {
    const { text } = atCursor(`${written}$0`);
    return misspeltEventFields(text, rule).map(({ span, fix }) => {
      const [edit] = fix?.edits ?? [];
      return [text.slice(span.start, span.end), edit?.text];
    });
  };

  it.each([
    ['dotted', '- {process.nmae: nc}', [['process.nmae', 'process.name']]],
    ['nested', '- process:\n    nmae: nc', [['nmae', 'name']]],
    ['half of each', '- process: {parent.nmae: nc}', [['parent.nmae', 'parent.name']]],
    ['in defaults', 'defaults: {host.os.tpye: linux}', [['host.os.tpye', 'host.os.type']]],
    ['the object itself', '- proces: {name: nc}', [['name', undefined]]],
    ['with a list of values', '- {process.arg: [a]}', [['process.arg', 'process.args']]],
  ])('%s', (_name, text, expected) => expect(found(text)).toEqual(expected));

  it.each([
    ['known fields and the time', '- {at: 0s, process.name: nc, "@timestamp": 2026-01-01T00:00:00Z}'],
    ['fields of the query', '- {vendor.kind: yes}'],
    ['fields like no other', '- {acme.custom.field: 1}'],
    ['keys of cases', 'tests:\n  - {name: a, expcet: alert}'],
  ])('not: %s', (_name, text) => expect(found(text)).toEqual([]));
});
