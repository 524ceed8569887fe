import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseToml } from '../../toml/document.js';
import { readRule } from '../rule.js';
import { checkCombinations } from './check-combinations.js';

function isAccepted(date: string): boolean {
  const rule = readRule(parseToml(`[metadata]\ncreation_date = "${date}"\n[rule]\n`));
  return !checkCombinations(rule, undefined).some(({ code }) => code === 'date-format');
}

/** Returns whether the day stays the same in a date: other days overflow into another month. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

test('the days that exist are those of the calendar', () => {
  const years = fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.constantFrom(1900, 2000, 2024, 2100));
  fc.assert(
    fc.property(years, fc.nat(13), fc.nat(33), (year, month, day) => {
      const written = [
        String(year).padStart(4, '0'),
        ...[month, day].map((part) => String(part).padStart(2, '0')),
      ];
      expect(isAccepted(written.join('/'))).toBe(isDay(year, month, day));
    }),
    { numRuns: 2_000 },
  );
});
