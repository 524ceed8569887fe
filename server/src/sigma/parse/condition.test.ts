import { expect, test } from 'vitest';
import { conditionOf } from '../../../../test/helpers/check-sigma.js';

const detection = `sel_a:
  Image: a
sel_b:
  Product: b
other:
  Company: c
_hidden:
  Description: d
`;
const a = 'process.executable : "a"';
const b = 'process.pe.product : "b"';
const c = 'process.pe.company : "c"';

/** Checks a condition's requirements of an event. */
function checkCondition(condition: string, expected: string): void {
  test(condition, () => {
    expect(conditionOf(`${detection}condition: ${condition}`)).toBe(expected);
  });
}

checkCondition('sel_a', a);
checkCondition('sel_a or sel_b and other', `(${a} or (${b} and ${c}))`);
checkCondition('(sel_a or sel_b) and other', `(${a} or ${b}) and ${c}`);
checkCondition('not sel_a and not other', `not ${a} and not ${c}`);
checkCondition('not (sel_a or sel_b)', `not (${a} or ${b})`);
checkCondition('NOT sel_a AND other', `not ${a} and ${c}`);
checkCondition('1 of sel_*', `(${a} or ${b})`);
checkCondition('any of them', `(${a} or ${b} or ${c})`);
checkCondition(
  '2 of them',
  `(
  (${a} and ${b}) or
  (${a} and ${c}) or
  (${b} and ${c})
)`,
);
checkCondition('["sel_a", "other"]', `(${a} or ${c})`);
checkCondition(
  'sel_a | count() > 5',
  'refused: aggregation: aggregations after "|" are deprecated; write a correlation rule',
);
checkCondition('sel_c', 'refused: condition: the condition refers to "sel_c", which is not in the detection');
checkCondition('1 of x*', 'refused: condition: "1 of x*" matches no selection');
checkCondition('4 of them', 'refused: condition: "4 of them" needs more selections than exist');
checkCondition('(sel_a', 'refused: condition: the condition is missing ")"');
checkCondition('sel_a other', 'refused: condition: unexpected "other" in the condition');
checkCondition('sel_a and', 'refused: condition: the condition ends too early');
checkCondition('two of them', 'refused: condition: unknown quantifier "two" before "of"');

test('a selection of maps is a choice, a map asks for all of its fields', () => {
  expect(conditionOf('sel:\n  - Image: a\n    Product: x\n  - Image: b\ncondition: sel')).toBe(
    '((process.executable : "a" and process.pe.product : "x") or process.executable : "b")',
  );
});

test.each([
  [`${'('.repeat(5000)}sel_a`, 'nested more than 100 levels deep'],
  [Array(30_000).fill('sel_a').join(' or '), 'more than 20000 tests'],
])('a condition of any size is refused in time', (condition, reason) => {
  expect(conditionOf(`${detection}condition: ${condition}`)).toContain(reason);
});

test('a rule that no event can satisfy is refused', () => {
  expect(conditionOf('sel:\n  Image: a\nfilter:\n  Image: [a, b]\ncondition: sel and not filter')).toBe(
    'refused: contradiction: no Elastic event can satisfy the rule',
  );
});
