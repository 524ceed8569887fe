import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kqlFields } from '../../../../test/helpers/check-kql.js';
import { evaluateQuery } from '../evaluate.js';
import { explainEvent } from '../explain/explain-rule.js';
import { prepareQuery } from '../prepare/prepare-query.js';
import type { EventObject } from '../values/access.js';

const names = [
  ...Object.keys(kqlFields),
  'parts.kind',
  'labels.a',
  'constructor',
  '__proto__',
  'a',
  '*',
  'la*',
];
const piece = fc.oneof(
  fc.constantFrom(
    ...names,
    ':',
    ':',
    ' and ',
    ' or ',
    'not ',
    '(',
    ')',
    '{',
    '}',
    '"',
    '\\',
    '<',
    '>=',
    '*',
    '?',
  ),
  fc.constantFrom('null', 'true', '1', '1e400', '10.0.0.0/8', '::1', 'now-1d/d', '2026', 'x', '\u0130', '😀'),
  fc.string({ maxLength: 4 }),
);
const query = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -0, 1e300, '', 'x', '10.1.1.1', '2026-01-01', '\ud800', 'now'),
  fc.string({ maxLength: 5 }),
);
const event = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names, 'kind', '', 'a.b', '.'), tie('value'), { maxKeys: 3 }),
  ),
})).value;

test('any text on any document has an answer, and its explanation agrees', () => {
  let evaluated = 0;
  fc.assert(
    fc.property(
      query,
      fc.dictionary(fc.constantFrom(...names, 'a.b', ''), event, { maxKeys: 4 }),
      (text, value) => {
        const document = JSON.parse(JSON.stringify(value)) as EventObject;
        const options = { fields: kqlFields };
        const result = evaluateQuery({ language: 'kuery', query: text, events: [document], options });
        if (result.kind !== 'events') return;
        evaluated++;
        const prepared = prepareQuery(text, 'kuery', options);
        if (!prepared.ok) throw new Error('prepared before, and not now');
        const [filter] = explainEvent(prepared, document);
        expect(filter?.explanation.holds).toBe(result.matches.length === 1);
      },
    ),
    { numRuns: 5_000 },
  );
  expect(evaluated).toBeGreaterThan(500);
});
