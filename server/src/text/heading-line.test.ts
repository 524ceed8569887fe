import { expect, test } from 'vitest';
import { parseHeading } from './heading-line.js';

test.each([
  ['# Setup', 1, 'Setup'],
  ['   ###### Deep', 6, 'Deep'],
  ['## Setup ##', 2, 'Setup'],
  ['## Setup#', 2, 'Setup#'],
  ['## C # #', 2, 'C #'],
  ['## ##', 2, '##'],
  ['##\tTabs \t', 2, 'Tabs'],
  ['# ', 1, ''],
  ['#Setup', undefined, undefined],
  ['####### Seven', undefined, undefined],
  ['    # Code', undefined, undefined],
  ['Setup #', undefined, undefined],
])('%j', (line, level, text) => {
  expect(parseHeading(line)).toEqual(level === undefined ? undefined : { level, text });
});
