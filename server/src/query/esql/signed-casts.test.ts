import { describe, expect, test } from 'vitest';
import { checkValues } from '../../../../test/helpers/check-rows.js';
import { evaluate } from '../../index.js';

describe('the sign is part of a number before a cast', () => {
  checkValues('a = 5', {
    '-1::string': '-1',
    '+1::string': '1',
    '-2.5::int': -2,
    '- 1::string': '-1',
    '-1::int::string': '-1',
    '-2147483648::string': '-2147483648',
    '-9223372036854775808::string': '-9223372036854775808',
    'a -1::int': 4,
    'a - -1::int': 6,
    '-a::double': -5,
    '--1::double': 1,
  });
});

test('the name of the column is the expression as it is written', () => {
  expect(evaluate({ language: 'esql', query: 'ROW -1::string', events: [] })).toMatchObject({
    columns: [{ name: '-1::string', type: 'keyword' }],
    rows: [['-1']],
  });
});
