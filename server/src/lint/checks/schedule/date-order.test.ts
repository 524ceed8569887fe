import { afterAll, beforeAll, vi } from 'vitest';
import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './date-order.js';

beforeAll(() => {
  vi.useFakeTimers({ now: new Date(2026, 2, 9), toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
});

checkLint(lint, {
  'changed before it was written': `
    creation_date = "2026/01/10"
    updated_date = "2025/12/31"
                   ^^^^^^^^^^^^ "updated_date" is earlier than "creation_date" (2026/01/10).`,
  'on the same day': 'creation_date = "2026/01/10"\nupdated_date = "2026/01/10"',
  'another form is another matter': 'creation_date = "2026/01/10"\nupdated_date = "2025-12-31"',
});

checkFix(lint, {
  'the current day': [
    'creation_date = "2026/01/10"\nupdated_date = "2025/12/31"',
    'creation_date = "2026/01/10"\nupdated_date = "2026/03/09"',
  ],
  'not when the rule was written after it': [
    'creation_date = "2027/01/10"\nupdated_date = "2025/12/31"',
    'creation_date = "2027/01/10"\nupdated_date = "2025/12/31"',
  ],
});
