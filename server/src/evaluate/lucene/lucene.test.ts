import { describe, expect, test } from 'vitest';
import { ruleOf } from '../../../../test/helpers/check-tests.js';
import { readRule } from '../../rule/rule.js';
import { parseToml } from '../../toml/document.js';
import { explainEvent } from '../explain/explain-rule.js';
import { explanationLines, plainStyle } from '../explain/explain-text.js';
import { type PreparedRule, prepareQuery } from '../prepare/prepare-query.js';
import { prepareRule } from '../prepare/prepare-rule.js';
import { startRule } from '../run/run-rule.js';
import type { EventObject } from '../values/access.js';

const fields = { note: 'text', size: 'long', when: 'date', address: 'ip', flag: 'boolean' } as const;

function prepare(query: string): PreparedRule {
  const prepared = prepareQuery(query, 'lucene', { fields, now: '2026-03-10T12:00:00Z' });
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  return prepared;
}

/** Returns the numbers of the events that match, by both the verdict and the explanation. */
function matches(query: string, events: readonly EventObject[]): number[] {
  const prepared = prepare(query);
  const run = startRule<number>(prepared);
  events.forEach((event, index) => {
    run.read(event, index);
  });
  const found = run
    .finish()
    .alerts.slice()
    .map(({ events: [number] }) => number!);
  const explained = events.flatMap((event, index) =>
    explainEvent(prepared, event)[0]!.explanation.holds ? [index] : [],
  );
  expect(explained).toEqual(found);
  return found;
}

const a = (value: unknown): EventObject => ({ a: value });
const [one, two, both, none] = [{ a: 'x' }, { b: 'y' }, { a: 'x', b: 'y' }, { c: 'z' }] as const;

describe('rules in Lucene', () => {
  test.each<[string, readonly EventObject[], number[]]>([
    ['', [{}], [0]],
    ['*', [{}], [0]],
    ['*:*', [{}], [0]],
    ['a:x', [a('x'), a('X'), a(['y', 'x']), a('x y')], [0, 2]],
    ['a:"x y"', [a('x y'), a('x')], [0]],
    ['a:x b:y', [one, two, both, none], [0, 1, 2]],
    ['a:x OR b:y', [one, two, both, none], [0, 1, 2]],
    ['a:x AND b:y', [one, two, both, none], [2]],
    // A clause next to AND must hold, a clause next to OR may hold: `c:z` decides nothing.
    ['a:x AND b:y OR c:z', [both, none, { ...both, c: 'z' }], [0, 2]],
    ['c:z OR a:x AND b:y', [both, none], [0]],
    ['+a:x b:y', [one, two, both], [0, 2]],
    ['NOT a:x', [one, two, none], [1, 2]],
    ['-a:x', [one, two, none], [1, 2]],
    ['b:y -a:x', [one, two, both], [1]],
    ['b:y AND NOT (a:x OR c:z)', [two, both, { b: 'y', c: 'z' }], [0]],
    ['NOT (a:x AND b:y)', [one, two, both, none], [0, 1, 3]],
    ['NOT (NOT a:x)', [one, two], [0]],
    ['a:(x OR z)', [a('x'), a('z'), a('y')], [0, 1]],
    ['a:(+x +z)', [a(['x', 'z']), a('x')], [0]],
    ['a:x*', [a('xyz'), a('Xyz'), a('ax')], [0]],
    ['a:x?z', [a('xyz'), a('xz')], [0]],
    ['a:x\\*', [a('x*'), a('xy')], [0]],
    ['a:*', [a(''), a(null), {}], [0]],
    ['a:*', [{ a: { b: 1 } }], [0]],
    ['_exists_:a', [a(''), {}, { a: { b: 1 } }], [0, 2]],
    ['NOT _exists_:a', [a(''), {}], [1]],
    ['a:/x[0-9]+/', [a('x12'), a('x'), a('ax1')], [0]],
    ['a.\\*:x', [{ a: { b: 'x' } }, { a: { c: 'x' } }, { b: 'x' }], [0, 1]],
    ['x', [one, { note: 'the X of it' }, none], [0, 1]],
    ['"of it"', [{ note: 'the X of it' }, { note: 'it of' }], [0]],
    ['note:fail*', [{ note: 'it FAILED' }, { note: 'no' }], [0]],
    ['note:"log in"', [{ note: 'please LOG in' }, { note: 'in log' }], [0]],
    ['size:[2 TO 4]', [{ size: 1 }, { size: 2 }, { size: 4 }, { size: [1, 5] }], [1, 2]],
    ['size:{2 TO 4}', [{ size: 2 }, { size: 3 }, { size: 4 }], [1]],
    ['size:[2 TO 4}', [{ size: 2 }, { size: 4 }], [0]],
    ['size:[3 TO *]', [{ size: 2 }, { size: 3 }], [1]],
    ['size:>2', [{ size: 2 }, { size: 3 }], [1]],
    ['size:(>=2 AND <3)', [{ size: 2 }, { size: 3 }], [0]],
    ['when:[now-1d/d TO now]', [{ when: '2026-03-09T00:00:00Z' }, { when: '2026-03-08T23:00:00Z' }], [0]],
    ['when:2026-03-09', [{ when: '2026-03-09T10:00:00Z' }, { when: '2026-03-10T10:00:00Z' }], [0]],
    ['address:10.0.0.0\\/8', [{ address: '10.1.2.3' }, { address: '11.1.1.1' }], [0]],
    ['address:"10.0.0.0/8"', [{ address: '10.1.2.3' }], [0]],
    ['address:[10.0.0.1 TO 10.0.0.9]', [{ address: '10.0.0.5' }, { address: '10.0.0.10' }], [0]],
    ['flag:true', [{ flag: true }, { flag: 'true' }, { flag: false }], [0, 1]],
    ['a:x^3', [one], [0]],
  ])('%s', (query, events, numbers) => {
    expect(matches(query, events)).toEqual(numbers);
  });

  test.each([
    ['a:x~', 'a fuzzy search ("~")'],
    ['x~', 'a fuzzy search ("~")'],
    ['a:"x y"~2', 'a proximity search ("~")'],
    ['note:/x/', 'a regular expression on a text field'],
    ['/x/', 'a regular expression without a field'],
    ['note:a?', '"?" as a wildcard on a text field'],
    ['a?', '"?" as a wildcard without a field'],
    ['_exists_:a*', '"_exists_" with something other than the name of a field'],
  ])('%s is said to be not evaluated', (query, what) => {
    expect(prepareQuery(query, 'lucene', { fields })).toMatchObject({
      problems: [{ code: 'not-supported', message: `the query uses ${what}, which cannot be evaluated` }],
    });
  });

  test('a clause without words on a text field is dropped', () => {
    const events = [{ a: 'x', note: 'fox' }, { note: '-' }];
    expect(matches('a:x AND note:"-"', events)).toEqual([0]);
    expect(matches('a:x AND (note:"-" OR note:"!")', events)).toEqual([0]);
    expect(matches('note:"-"', events)).toEqual([]);
  });

  test('one word of a text is within both ends of a range, whose case does not count', () => {
    const events = [{ note: 'ant zebra' }, { note: 'Fox' }];
    expect(matches('note:[bee TO Yak]', events)).toEqual([1]);
  });

  test('what it cannot read is an error', () => {
    expect(prepareQuery('a:(x', 'lucene', {})).toMatchObject({ problems: [{ code: 'lucene-syntax' }] });
  });

  test('a clause with a value that a field cannot hold never matches', () => {
    expect(matches('a:x OR size:foo', [{ size: 3 }, { a: 'x' }])).toEqual([1]);
    expect(matches('NOT size:foo', [{ size: 3 }])).toEqual([0]);
    expect(matches('size:3*', [{ size: 3 }])).toEqual([]);
    expect(matches('foo', [{ size: 3 }, { size: 3, a: 'foo' }])).toEqual([1]);
  });

  test('is explained', () => {
    const prepared = prepare('a:x AND NOT b:(y OR z)');
    const [explained] = explainEvent(prepared, { a: 'x', b: 'z' });
    expect(explanationLines(explained!.explanation, prepared.queryText, plainStyle)).toEqual([
      '✗ all of: 1 of 2 conditions fails',
      '  ✓ a:x  a is "x"',
      '  ✗ b:(y OR z)  b is "z", which is excluded',
    ]);
  });

  test('is the query for indicators', () => {
    const rest = `threat_language = "lucene"\nthreat_query = "type:ip AND NOT old:true"
[[rule.threat_mapping]]
[[rule.threat_mapping.entries]]
field = "a"
type = "mapping"
value = "threat.indicator.a"`;
    const indicators = [
      { type: 'ip', threat: { indicator: { a: 'x' } } },
      { type: 'ip', old: true, threat: { indicator: { a: 'y' } } },
    ];
    const prepared = prepareRule(ruleOf('a: *', 'threat_match', rest), {}, { indicators });
    if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
    const run = startRule<number>(prepared);
    [a('x'), a('y')].forEach((event, index) => {
      run.read(event, index);
    });
    expect(run.finish().alerts.length).toBe(1);
  });

  test.each(['query', 'threshold', 'new_terms'])('is the query of a rule of type %s', (type) => {
    const rest = `[rule.threshold]\nfield = []\nvalue = 1\n[rule.new_terms]\nvalue = ["a"]\nhistory_window_start = [{value = "now-7d"}]`;
    const { text } = ruleOf('a:x AND NOT b:y', type, rest).document;
    const rule = readRule(parseToml(text.replace('"kuery"', '"lucene"')));
    const prepared = prepareRule(rule, {});
    if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
    const run = startRule<number>(prepared);
    [one, both].forEach((event, index) => {
      run.read({ '@timestamp': '2026-01-01T00:00:00Z', ...event }, index);
    });
    expect(
      run
        .finish()
        .alerts.slice()
        .map(({ events }) => events),
    ).toEqual([[0]]);
  });
});
