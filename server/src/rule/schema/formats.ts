import type { Format } from './types.js';

/** Formats of strings in rules. */
export const dateFormat: Format = {
  pattern: /^\d{4}\/\d{2}\/\d{2}$/,
  expected: 'a date such as "2026/01/31"',
  code: 'date-format',
  severity: 'warning',
  repair(text) {
    const match = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})/.exec(text);
    return match ? `${match[1]}/${match[2]!.padStart(2, '0')}/${match[3]!.padStart(2, '0')}` : undefined;
  },
};

/**
 * Any lower-case hexadecimal id in five groups: not all shipped rules have the variant bits of a version 4
 * UUID. One shipped id has an extra digit and is kept, since ids never change.
 */
export const ruleIdFormat: Format = {
  pattern:
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$|^7eb54028-ca72-4eb7-8185-b6864572347db$/,
  expected: 'a lower-case UUID such as "5b3a1c9e-7d42-4f0b-9a51-0c8d2e6f4a17"',
  code: 'rule-id-format',
  severity: 'hint',
  repair: (text) => (/^[0-9a-fA-F-]{36}$/.test(text) ? text.toLowerCase() : undefined),
};

export const intervalFormat: Format = {
  pattern: /^[1-9]\d*[mshd]$/,
  expected: 'a number from 1 with s, m, h or d, such as "5m"',
  code: 'interval-format',
  repair: (text) => /^(?:now-)?0*([1-9]\d*)\s*([smhd])/i.exec(text.trim())?.slice(1).join('').toLowerCase(),
};

/** How often actions of a rule run, before version 8.8. */
export const throttleFormat: Format = {
  pattern: /^(?:no_actions|rule|[1-9]\d*[smhd])$/,
  expected: '"no_actions", "rule" or a time such as "1h"',
  code: 'value-not-allowed',
};

/** A string that must not be blank. */
export const filledFormat: Format = {
  pattern: /\S/,
  expected: 'a string that is not blank',
  code: 'value-not-allowed',
};

/** Date math, or an absolute time. */
export const timeFormat: Format = {
  pattern:
    /^(?:now(?:[+-]\d+[yMwdhHms])*(?:\/[yMwdhHms])?|\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)$/,
  expected: 'a time such as "now-9m"',
  code: 'from-format',
  repair(text) {
    const match = /^(?:now)?\s*-?\s*(\d+)\s*([yMwdhHms])$/.exec(text.trim());
    return match ? `now-${match[1]}${match[2]}` : undefined;
  },
};

export const stackVersionFormat: Format = {
  pattern: /^\d+\.\d+(?:\.\d[\w-]*)*$/,
  expected: 'a version such as "9.3.0"',
  code: 'min-stack-format',
  severity: 'warning',
};
