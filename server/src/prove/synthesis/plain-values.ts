import type { FieldInfo } from '../../fields/catalogue.js';
import type { FieldMapping } from '../../fields/field-type.js';

/**
 * Values for fields by the last segment of their name. Addresses and domains are those reserved for
 * documentation.
 */
const byLastPart: Readonly<Record<string, readonly string[]>> = {
  executable: ['/usr/bin/tool', '/opt/vendor/agent'],
  path: ['/tmp/example.txt', '/srv/data/report.txt'],
  command_line: ['tool --run', 'agent --check'],
  args: ['--run', '--check'],
  domain: ['example.com', 'example.net'],
  email: ['ann@example.com', 'bob@example.com'],
  hostname: ['web-1', 'db-1'],
  original: ['example', 'sample'],
  extension: ['txt', 'log'],
  md5: ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'],
  sha256: ['0123456789abcdef'.repeat(4), 'fedcba9876543210'.repeat(4)],
};

/** Names of people, hosts and programs by their object. */
const byName: Readonly<Record<string, readonly string[]>> = {
  'user.name': ['ann', 'bob', 'carol'],
  'host.name': ['web-1', 'db-1', 'mail-1'],
  'process.name': ['tool', 'agent'],
  'process.parent.name': ['launcher', 'scheduler'],
  'file.name': ['example.txt', 'report.txt'],
};

/**
 * Addresses for rules that exclude one documentation range: two other ranges, and public ones that
 * geolocation databases use in their tests.
 */
const otherAddresses = ['198.51.100.7', '203.0.113.7', '2001:db8::7', '81.2.69.142', '89.160.20.112'];

const documentationBlocks = ['192.0.2', '198.51.100', '203.0.113'] as const;

/** Returns further values for a field, for conditions that exclude the plain ones. */
export function unusualValues(mapping: FieldMapping | undefined): readonly unknown[] {
  return mapping?.type === 'ip' ? otherAddresses : [];
}

/**
 * Returns a common value of a field: one that occurs in data, is listed, or looks like those of fields with
 * this name and type.
 *
 * @param number which one, from 0: different numbers return different values.
 */
export function plainValue(
  name: string,
  mapping: FieldMapping | undefined,
  info: FieldInfo | undefined,
  number: number,
): unknown {
  const seen = info?.seen && [...info.seen.keys()][number];
  switch (mapping?.type) {
    case 'ip':
      if (seen !== undefined) return seen;
      return `${documentationBlocks[Math.floor(number / 250) % 3]}.${(number % 250) + 1}`;
    case 'boolean':
      return number % 2 === 0;
    case 'date':
    case 'date_nanos':
      return new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
    case 'long':
      if (Number.isSafeInteger(Number(seen))) return Number(seen);
      // Process 1 is special.
      return name.endsWith('pid') ? 1_201 + number : number + 1;
    case 'double':
      return number + 0.5;
    case 'version':
      return `1.0.${number}`;
    default:
      return plainText(name, info, number);
  }
}

function plainText(name: string, info: FieldInfo | undefined, number: number): string {
  const listed = info?.values?.values.map(({ value }) => value) ?? [];
  const last = name.slice(name.lastIndexOf('.') + 1);
  const texts = [
    ...(info?.seen?.keys() ?? []),
    ...listed,
    ...(byName[name] ?? []),
    ...(byLastPart[last] ?? []),
  ];
  return texts[number] ?? `${last}-${number + 1}`;
}
