import { describe } from 'vitest';
import { checkRows, checkValues } from '../../../../../test/helpers/check-rows.js';

describe('the single pattern * asks whether there is a value', () => {
  checkValues('s = "x", n = null::keyword, t = ["x", "y"]', {
    's LIKE "*"': true,
    'n LIKE "*"': false,
    't LIKE "*"': true,
    's NOT LIKE "*"': false,
    'n NOT LIKE "*"': true,
    'n NOT LIKE ("*")': true,
    'NOT n LIKE "*"': true,
    // Other patterns that always match are not special.
    'n NOT LIKE "**"': null,
    'n NOT LIKE ("*", "*")': null,
    'n NOT LIKE ("*", "a")': null,
    'n NOT RLIKE ".*"': null,
  });
  checkRows(
    {
      'FROM * | WHERE a NOT LIKE "*" | KEEP n': [2],
      'FROM * | WHERE a LIKE "*" | KEEP n': [1],
    },
    { events: [{ a: 'x', n: 1 }, { n: 2 }] },
  );
});
