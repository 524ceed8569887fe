import { afterAll, beforeAll, vi } from 'vitest';
import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './date-updated-on-change.js';

beforeAll(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 30), toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
});

const file = (updated: string, name: string, path = 'rules/a.toml'): string => `
    #- ${path}
    [metadata]
    updated_date = "${updated}"
    [rule]
    name = "${name}"`;

checkLint(lint, {
  'another name, the same date': `${file('2026/01/05', 'A').replace(
    '\n    [rule]',
    '\n                   ^^^^^^^^^^^^ The rule was changed, but "updated_date" was not.\n    [rule]',
  )}${file('2026/01/05', 'B', 'before')}`,
  'another date': `${file('2026/01/06', 'A')}${file('2026/01/05', 'B', 'before')}`,
  'changed twice today': `${file('2026/11/30', 'A')}${file('2026/11/30', 'B', 'before')}`,
  'nothing changed': `${file('2026/01/05', 'A')}${file('2026/01/05', 'A', 'before')}`,
  'a new rule': file('2026/01/05', 'A'),
});

checkFix(lint, {
  'the current day': [
    `${file('2026/01/05', 'A')}${file('2026/01/05', 'B', 'before')}`,
    file('2026/11/30', 'A').replace(/.*\n.*\n/, '\n'),
  ],
});
