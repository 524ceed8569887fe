import { describe } from 'vitest';
import { checkMatches } from '../../../../test/helpers/check-eql.js';
import { checkKqlMatches } from '../../../../test/helpers/check-kql.js';

/**
 * An unlisted field gets its type from its values, and a constant is parsed by that type: string, number or
 * boolean (docs/decisions/constants-parsed-by-field.md).
 */

const events = {
  text: { code: '1' },
  number: { code: 1 },
  two: { code: 2 },
  true: { code: true },
  word: { code: 'true' },
  loud: { code: 'TRUE' },
  nan: { code: 'NaN' },
  small: { code: 'nan' },
  list: { code: ['x', 1] },
};
const options = { fields: { other: 'keyword' } };

describe('EQL', () => {
  const check = (query: string, expected: readonly string[]): void =>
    checkMatches(query, events, expected, options);
  check('code == 1', ['text', 'number', 'list']);
  check('code == "1"', ['text', 'number', 'list']);
  check('code == "1.0"', ['number', 'list']);
  check('code == true', ['true', 'word']);
  check('code == "true"', ['true', 'word']);
  check('code == "NaN"', ['nan']);
  check('code in (1, "NaN")', ['text', 'number', 'nan', 'list']);
  check('code in ("2", "true")', ['two', 'true', 'word']);
  // Case-insensitively, only strings are compared.
  check('code : "true"', ['word', 'loud']);
  check('code : "NaN"', ['nan', 'small']);
  check('code in~ ("nan", "TRUE")', ['word', 'loud', 'nan', 'small']);
  // A string compares by its characters, a number by its value.
  check('code > 1', ['two', 'word', 'loud', 'nan', 'small', 'list']);
  check('code > "1"', ['two', 'word', 'loud', 'nan', 'small', 'list']);
  check('not code == 1', ['two', 'true', 'word', 'loud', 'nan', 'small']);
});

describe('KQL', () => {
  const check = (query: string, expected: readonly string[]): void =>
    checkKqlMatches(query, events, expected, options);
  check('code: 1', ['text', 'number', 'list']);
  check('code: 1.0', ['number', 'list']);
  check('code: true', ['true', 'word']);
  check('code: "NaN"', ['nan']);
});
