import { expect, test } from 'vitest';
import { foldCase } from './fold.js';

test.each([
  ['CMD.EXE', 'cmd.exe'],
  ['ÄÖÜ', 'äöü'],
  // Lower-cased as a whole, the last letter would become the final form.
  ['ΟΔΟΣ', 'οδοσ'],
  // Its lower-case form has two characters, so the letter stays.
  ['İx', 'İx'],
  ['straße', 'straße'],
  ['𐐀', '𐐨'],
])('%s folds to %s', (text, folded) => expect(foldCase(text)).toBe(folded));
