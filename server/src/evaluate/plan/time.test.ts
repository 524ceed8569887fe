import { expect, test } from 'vitest';
import { timeReader } from './time.js';

const readTime = timeReader('@timestamp', undefined);
const timeOf = (written: unknown): ReturnType<typeof readTime> => readTime({ '@timestamp': written });

test.each<[string, number]>([
  ['2026-01-02T03:04:05.678Z', Date.UTC(2026, 0, 2, 3, 4, 5, 678)],
  ['2026-01-02T00:00:00.000Z', Date.UTC(2026, 0, 2)],
  ['2026-01-02T23:59:59.999Z', Date.UTC(2026, 0, 2, 23, 59, 59, 999)],
  ['2024-02-29T10:09:08.007Z', Date.UTC(2024, 1, 29, 10, 9, 8, 7)],
])('the time %s is read', (written, milliseconds) => {
  expect(timeOf(written)).toEqual({ milliseconds, nanoseconds: 0 });
});

test.each([
  '2026-01-02T24:00:00.000Z',
  '2026-01-02T03:60:00.000Z',
  '2026-01-02T03:04:60.000Z',
  '2026-13-02T03:04:05.678Z',
  '2026-02-30T03:04:05.678Z',
  '2023-02-29T03:04:05.678Z',
  '2026-01-02T0::04:05.678Z',
  '2026-01-02T03:0/:05.678Z',
  '2026-01-02T03:/4:05.678Z',
  '2026-01-02T03:04:0::678Z',
  '2026-01-02T03:04:05.67:Z',
  '2026-01-02T03:04:05.67/Z',
  '2026-01-02T03:04:05.:67Z',
])('%s is no time', (written) => {
  expect(timeOf(written)).toBeUndefined();
});
