import { expect, test } from 'vitest';
import { drawRows } from './rows-table.js';

const event = {
  uri: 'file:///e.ndjson',
  index: 0,
  range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } },
  label: 'login "ann"',
};
const table = {
  title: 'WHERE in line 6',
  source: 'e.ndjson',
  columns: [{ name: 'user.name', type: 'keyword' }],
  rows: [{ cells: ['<b>'], event }, { cells: [null] }],
  total: 7,
  notes: ['a & b'],
};

test('a table has a line for each row, null apart from text, and buttons for events', () => {
  const html = drawRows(table);
  expect(html).toContain('<h1>Rows after WHERE in line 6</h1>');
  expect(html).toContain('<strong>7 rows</strong>; only the first 2 are shown');
  expect(html).toContain(
    '<button data-row="0" title="login &quot;ann&quot;">line 4</button></td><td>&lt;b&gt;</td>',
  );
  expect(html).toContain('<tr><td></td><td class="note">null</td></tr>');
  expect(html).toContain('⚠ a &amp; b');
});

test('without events there is no column for them, without rows no table, and an error stands alone', () => {
  expect(drawRows({ ...table, rows: [{ cells: ['x'] }] })).not.toContain('>event<');
  expect(drawRows({ ...table, rows: [], total: 0 })).not.toContain('<table');
  expect(drawRows({ ...table, error: 'no <file>' })).toBe(
    '<p class="error" role="alert">✗ no &lt;file&gt;</p>',
  );
});
