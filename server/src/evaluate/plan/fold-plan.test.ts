import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eqlConditions, kqlConditions, textValue } from '../../../../test/helpers/arbitrary-conditions.js';
import { prepareQuery } from '../prepare/prepare-query.js';
import type { EventObject } from '../values/access.js';
import { compilePlan } from './compile.js';
import { foldPlan } from './fold-plan.js';
import type { PlanNode } from './plan.js';
import { eventPlan } from './planned-query.js';
import type { EvaluatedLanguage } from './planners.js';

function planOf(query: string, language: EvaluatedLanguage, fields: Record<string, string> = {}): PlanNode {
  const prepared = prepareQuery(query, language, { fields });
  if (!prepared.ok) throw new Error(`${query}: ${prepared.problems[0]?.message}`);
  return eventPlan(prepared.planned);
}

/** Prints a plan in short form: `field[kind: how many, …]`, with groups in parentheses. */
function show(node: PlanNode): string {
  if ('children' in node) return `(${node.children.map(show).join(node.kind === 'all' ? ' and ' : ' or ')})`;
  if (node.kind !== 'field') return node.kind;
  const tests = node.test.kind === 'either' ? node.test.tests : [node.test];
  const shown = tests.map((one) => {
    const list = Object.values(one).find(Array.isArray);
    return list ? `${one.kind}: ${list.length}` : one.kind;
  });
  return `${node.negated ? 'not ' : ''}${node.field.name}[${shown.join(', ')}]`;
}

describe('what is asked of one field is asked at once', () => {
  const eql: Readonly<Record<string, string>> = {
    'x == "a" or x == "b" or x == "c"': 'x[one-of: 3]',
    'x == "a" or y == "b" or x in ("c", "d")': '(x[one-of: 3] or y[one-of: 1])',
    'x == "a" and x == "b"': '(x[one-of: 1] and x[one-of: 1])',
    'x != "a" and x != "b"': 'not x[one-of: 2]',
    'x != "a" or x != "b"': '(not x[one-of: 1] or not x[one-of: 1])',
    'not (x == "a" or (x == "b" or x == "c"))': 'not x[one-of: 3]',
    'x == "a" or x : "b"': 'x[one-of: 1, one-of: 1]',
    'x : "a*" or x : ("b*", "c") or x == "d"': 'x[wildcard: 3, one-of: 1]',
    'x regex "a" or x == "b" or x == "c"': '(x[regex: 1] or x[one-of: 2])',
    // The type of the field is unknown, so each bound is compared both as a number and as a string.
    'x > 1 or x > 2': 'x[range, range, range, range]',
    '(x == "a" or x == "b") and y == "c"': '(x[one-of: 2] and y[one-of: 1])',
  };
  for (const [query, expected] of Object.entries(eql))
    test(query, () => expect(show(foldPlan(planOf(`any where ${query}`, 'eql')))).toBe(expected));

  const kql: Readonly<Record<string, string>> = {
    'x: a or x: b*': 'x[one-of: 1, wildcard: 1]',
    'message: (a or b) or message: "c d"': 'message[words: 2, phrase: 2]',
    'source.ip: 10.0.0.0/8 or source.ip: 1.2.3.4': 'source.ip[one-of: 2]',
  };
  test('whether anything is below a field is asked apart', () => {
    const plan = planOf('x: a or x: *', 'kuery');
    expect(show(foldPlan(plan))).toBe('(x[one-of: 1] or x[exists])');
    expect(compilePlan(foldPlan(plan), 0n)({ x: { below: 'b' } })).toBe(true);
  });

  for (const [query, expected] of Object.entries(kql))
    test(query, () => expect(show(foldPlan(planOf(query, 'kuery')))).toBe(expected));
});

test('long lists of every type find what is in them and nothing else', () => {
  const numbers = Array.from({ length: 100 }, (_, index) => index * 3);
  const table: readonly (readonly [clause: (index: number) => string, found: unknown, missed: unknown])[] = [
    [(index) => `process.pid: ${index * 3}`, 150, 151],
    [(index) => `source.ip: 10.0.${index}.0/24`, '10.0.50.7', '10.0.100.7'],
    [(index) => `source.ip: 10.0.${index}.1`, '10.0.50.1', '10.0.50.2'],
    [(index) => `message: "error ${index} here"`, 'an error 50 here', 'an error 50 there'],
    [(index) => `message: word${index}`, 'a word50', 'a word500'],
    [(index) => `process.name: tool${index}`, 'tool50', 'Tool50'],
    [(index) => `process.name: tool${index}-*`, 'tool50-x', 'tool50'],
    [(index) => `process.name.caseless: *Tool${index}-*`, 'aTOOL50-x', 'tool50'],
    [(index) => (index === 0 ? 'process.name: ??.exe' : `process.name: *t${index}*`), 'xt50', 'x50.exe'],
  ];
  for (const [clause, found, missed] of table) {
    const query = numbers.map((_, index) => clause(index)).join(' or ');
    const matches = compilePlan(foldPlan(planOf(query, 'kuery')), 0n);
    const field = /^[\w.]+/.exec(query)![0];
    expect(matches({ [field]: found }), clause(50)).toBe(true);
    expect(matches({ [field]: missed }), clause(50)).toBe(false);
    expect(matches({ [field]: [missed, found] }), clause(50)).toBe(true);
  }
});

const event = fc
  .tuple(fc.oneof(textValue, fc.array(textValue, { maxLength: 3 })), fc.oneof(textValue, fc.constant(1000)))
  .map(([y, w]): EventObject => ({ x: { y }, w }));

const plan = fc.oneof(
  eqlConditions(['x.y', 'w']).map((text) => planOf(`any where ${text}`, 'eql', { w: 'keyword' })),
  kqlConditions(['x', 'x.y', 'w', 'w.text', 'x.y.caseless']).map((text) =>
    planOf(text, 'kuery', { w: 'keyword' }),
  ),
);

test('a folded plan has the same answers', () => {
  let smaller = 0;
  fc.assert(
    fc.property(plan, fc.array(event, { minLength: 1, maxLength: 6 }), (written, events) => {
      const folded = foldPlan(written);
      if (show(folded) !== show(written)) smaller++;
      const [before, after] = [compilePlan(written, 0n), compilePlan(folded, 0n)];
      for (const one of events) expect(after(one)).toBe(before(one));
    }),
    { numRuns: 3_000 },
  );
  expect(smaller).toBeGreaterThan(100);
});
