import { expect, test } from 'vitest';
import { drawMatrix } from './matrix-table.js';

const hostile = '"><script>alert(1)</script>';

test('a cell with alerts is a button that names its rule and file', () => {
  const html = drawMatrix({
    files: [
      { uri: 'file:///a', shown: 'events/monday.ndjson', events: 1200 },
      { uri: 'file:///b', shown: 'events/tuesday.ndjson', events: 3 },
    ],
    rules: [
      { uri: 'file:///r', name: 'First', alerts: [0, 7] },
      { uri: 'file:///s', name: 'Second', alerts: [0, 0], notRun: 'it has no query' },
    ],
    ran: 12,
    notes: ['one line is broken'],
  });
  expect(html).toContain('<p>1 of 12 rules raise alerts on 1,203 events in 2 files</p>');
  expect(html).toContain(
    '<td></td><td class="some"><button data-row="0" data-column="1" aria-label="7 alerts of First on events/tuesday.ndjson">7</button></td>',
  );
  expect(html).toContain('<div class="error">it has no query</div>');
  expect(html).toContain('<span>monday.ndjson</span>');
  expect(html).toContain('one line is broken');
});

test('names are text', () => {
  const html = drawMatrix({
    files: [{ uri: 'x', shown: hostile, events: 1 }],
    rules: [{ uri: 'x', name: hostile, alerts: [1], notRun: hostile }],
    ran: 1,
    notes: [hostile],
  });
  expect(html).not.toContain('<script');
});

test('a long list is cut', () => {
  const rules = Array.from({ length: 502 }, () => ({ uri: 'x', name: 'r', alerts: [1] }));
  expect(drawMatrix({ files: [{ uri: 'x', shown: 'x', events: 1 }], rules, ran: 502, notes: [] })).toContain(
    'and 2 more rules',
  );
});
