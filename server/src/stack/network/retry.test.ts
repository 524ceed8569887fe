import { expect, test } from 'vitest';
import { delayBefore } from './retry.js';

const now = Date.parse('2026-01-01T00:00:00Z');

test.each<[attempt: number, retryAfter: string | undefined, delay: number | undefined]>([
  [0, undefined, 500],
  [1, undefined, 1000],
  [2, undefined, 2000],
  [3, undefined, undefined],
  [0, '7', 7000],
  [0, 'Thu, 01 Jan 2026 00:00:03 GMT', 3000],
  [0, 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
  [0, '31', undefined],
  [0, 'soon', 500],
])('before attempt %i with Retry-After %s: %s ms', (attempt, retryAfter, delay) => {
  expect(delayBefore(attempt, retryAfter, { now, random: 0 })).toBe(delay);
});
