import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { convertAll } from '../../../test/helpers/check-sigma.js';

const odd = fc.oneof(
  fc.constantFrom(
    null,
    true,
    5,
    -0.5,
    '',
    '*',
    '\\',
    'a',
    '(',
    '__proto__',
    'constructor',
    'x|y',
    [],
    {},
    [[]],
    [null],
    { a: 1 },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

const rule = {
  title: 'One',
  id: 'c0ffee00-0000-4000-8000-000000000001',
  date: '2026-01-02',
  tags: ['attack.t1059'],
  level: 'high',
  author: 'A',
  logsource: { product: 'windows', category: 'process_creation' },
  detection: { sel: { 'Image|endswith': 'a', User: 'b' }, condition: 'sel' },
};

const modifiers = [
  'contains',
  'all',
  're',
  'i',
  'cidr',
  'exists',
  'fieldref',
  'windash',
  'base64offset',
  'wide',
  'lt',
  'cased',
  'neq',
  'constructor',
];
const fields = ['Image', 'User', 'Hashes', 'ProcessId', 'IntegrityLevel', 'constructor', '', '__proto__'];

const changed = fc.oneof(
  fc
    .record({ key: fc.constantFrom(...Object.keys(rule)), value: odd })
    .map(({ key, value }) => ({ ...rule, [key]: value })),
  fc
    .record({ key: fc.constantFrom('product', 'category', 'service'), value: odd })
    .map(({ key, value }) => ({ ...rule, logsource: { ...rule.logsource, [key]: value } })),
  fc
    .tuple(fc.constantFrom(...fields), fc.array(fc.constantFrom(...modifiers), { maxLength: 3 }), odd)
    .map(([field, names, value]) => ({
      ...rule,
      detection: { sel: { [[field, ...names].join('|')]: value }, condition: 'sel' },
    })),
  odd.map((condition) => ({ ...rule, detection: { ...rule.detection, condition } })),
  fc
    .record({ type: odd, rules: odd, timespan: odd, condition: odd, aliases: odd, 'group-by': odd })
    .map((correlation) => ({
      title: 'Two',
      correlation,
    })),
);

test('a value of any type at any key is converted or refused, never a crash', () => {
  fc.assert(
    fc.property(changed, (one) => {
      for (const outcome of convertAll(stringify(one))) {
        if (outcome.status === 'refused') expect(outcome.code, outcome.reason).not.toBe('internal');
        else expect(outcome.status, 'reason' in outcome ? outcome.reason : '').toBe('converted');
      }
    }),
    { numRuns: 600 },
  );
});
