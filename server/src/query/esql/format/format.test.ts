import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatEsql } from './format.js';

const long = (count: number): string => Array.from({ length: count }, (_, at) => `"value ${at}"`).join(', ');

/** Source and expected result, which are the same if nothing changes. */
const table: readonly (readonly [name: string, text: string, expected: string])[] = [
  ['a pipe starts its line', 'from a | where b|keep c', 'from a\n| where b\n| keep c'],
  ['a pipe at the end of a line', 'FROM a |\n  WHERE b |\n  KEEP c', 'FROM a\n| WHERE b\n| KEEP c'],
  ['an indented pipe', 'from a\n  | where b\n  | keep c\n', 'from a\n| where b\n| keep c\n'],
  ['an empty line above a pipe', 'from a\n\n\n\n| where b', 'from a\n\n| where b'],
  ['operators', 'from a | where b==1 and(c  in("x" ,"y"))', 'from a\n| where b == 1 and (c in ("x", "y"))'],
  ['signs', 'row a = - 1, b = 2-1, c = ( -3 )', 'row a = -1, b = 2 - 1, c = (-3)'],
  ['calls and casts', 'from a | eval b = left( c , 2 ) :: keyword', 'from a\n| eval b = left(c, 2)::keyword'],
  [
    'a time span',
    'from a | eval b = @timestamp - 5m - 5  minutes',
    'from a\n| eval b = @timestamp - 5m - 5 minutes',
  ],
  ['a text that names a column', 'from a | stats count( * ),max(b)', 'from a\n| stats count( * ), max(b)'],
  [
    'comments',
    'from a // all\n// why\n| where b /* c */ == 1',
    'from a // all\n// why\n| where b /* c */ == 1',
  ],
  ['a comment behind a pipe', 'from a | // why\n where b', 'from a // why\n| where b'],
  ['two comments around a pipe', 'from a // x\n| // y\nwhere b', 'from a // x\n// y\n| where b'],
  [
    'breaks within a command',
    'from a\n| where b and\n\t c   \n   and d',
    'from a\n| where b and\n   c\n   and d',
  ],
  ['line ends of Windows', 'from a | where b\r\n  and c', 'from a\r\n| where b\r\n  and c'],
  ['settings', 'set a = 1;from b', 'set a = 1;\nfrom b'],
  ['metadata', 'from a  metadata _id ,_index', 'from a metadata _id, _index'],
  ['a cluster', 'from a:logs-* ,b', 'from a:logs-*, b'],
  ['branches', 'from a | fork ( where b|keep c ) ( where d )', 'from a\n| fork (where b | keep c) (where d)'],
  ['matching', 'from a | where b : "x" or b:"y"', 'from a\n| where b : "x" or b:"y"'],
  [
    'options',
    'from a | completion b with { "inference_id" : "x" }',
    'from a\n| completion b with {"inference_id" : "x"}',
  ],
  ['empty lines around it', '\n  from a\n  ', '\nfrom a\n  '],
  ['a query that cannot be read', 'from a|wher b', 'from a|wher b'],
  [
    'a long condition',
    `from a | where ${'process.name == "cmd.exe" and '.repeat(4)}true`,
    `from a\n| where process.name == "cmd.exe"${'\n    and process.name == "cmd.exe"'.repeat(3)}\n    and true`,
  ],
  [
    'a long list',
    `from a | where b in (${long(10)})`,
    `from a
| where b in (
    "value 0", "value 1", "value 2", "value 3", "value 4", "value 5", "value 6", "value 7",
    "value 8", "value 9"
)`,
  ],
  [
    'a long list in a command of several lines',
    `from a\n| where c and\n    b in (${long(10)})`,
    `from a
| where c and
    b in (
        "value 0", "value 1", "value 2", "value 3", "value 4", "value 5", "value 6", "value 7",
        "value 8", "value 9"
    )`,
  ],
  [
    'many aggregates',
    `from a | stats first_seen = min(@timestamp), last_seen = max(@timestamp), names = values(process.name) by host.id, user.id`,
    `from a
| stats
    first_seen = min(@timestamp),
    last_seen = max(@timestamp),
    names = values(process.name)
  by host.id, user.id`,
  ],
  [
    'many columns',
    'from a | keep process.name, process.executable, process.command_line, process.parent.name, host.id, user.name',
    `from a
| keep process.name, process.executable, process.command_line, process.parent.name, host.id,
    user.name`,
  ],
];

test.each(table)('%s', (_, text, expected) => {
  expect(formatEsql(text)).toBe(expected);
  expect(formatEsql(expected)).toBe(expected);
});

test('any text: never throws, and a second time changes nothing', () => {
  const piece = fc.constantFrom(
    ...['from ', 'a', ' | ', 'where ', 'eval ', 'stats ', ' by ', 'b = ', '(', ')', ',', ' and ', 'in ('],
    ...['\n', '\t', ' ', '// c\n', '/* c */', '"x"', 'count(*)', '-', '1', '::', 'keep ', 'fork ', '\r\n'],
    ...[`${'process.name'}, `.repeat(12)],
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => `from a ${pieces.join('')}`),
      (text) => {
        const once = formatEsql(text);
        expect(formatEsql(once)).toBe(once);
      },
    ),
    { numRuns: 1000 },
  );
});
