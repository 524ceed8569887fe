import { expect, test } from 'vitest';
import { engineClock } from './engine-clock.js';

const table: readonly (readonly [name: string, times: readonly string[], clock: string])[] = [
  ['without events it is now', [], '2026-01-01T00:00:00.000Z'],
  ['events before now leave it', ['2025-12-31T23:00:00Z'], '2026-01-01T00:00:00.000Z'],
  [
    'a later event moves it, wherever it stands',
    ['2026-01-01T00:05:00.500Z', '2026-01-01T00:01:00Z', 'nonsense'],
    '2026-01-01T00:05:00.500Z',
  ],
];

for (const [name, times, clock] of table) {
  test(name, () => {
    const events = times.map((time) => ({ '@timestamp': time }));
    expect(engineClock(events, '2026-01-01T00:00:00Z')).toBe(clock);
  });
}
