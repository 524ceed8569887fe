import { isValidAddress } from '../../fields/ip-text.js';
import { type FieldEntry, fieldMaps, type SourceVariant } from '../maps/maps.js';
import { anyRun, isAnyRun, patternText, plainText } from '../parse/pattern.js';
import { Refusal } from '../refusal.js';
import { joined, type Pattern, type SigmaItem, type SigmaTest } from '../syntax.js';
import { distinctPatterns } from './merge.js';
import { readRegex } from './regex.js';
import { type Target, type TargetTest, type TargetType, targetItem } from './target.js';
import { accountTest } from './transforms/account.js';
import { hashesTest } from './transforms/hashes.js';
import { registryDataTest, registryPaths } from './transforms/registry.js';

/** Differences that are reported with a rule, by their name in the maps. */
const fieldProblems: Readonly<Record<string, string>> = {
  'message-part':
    "Elastic's pipelines drop this field, so the rule looks for its values anywhere in the message",
  'argument-position':
    'the Auditd integration does not number the arguments of EXECVE records: the rule searches all of them',
};

/** A Sigma test as a condition on events, with the problems to report. */
export interface MappedItem {
  readonly target: Target;
  readonly problem?: { readonly code: string; readonly message: string };
}

/** Returns a field's entry in the maps of a variant, or undefined. */
export function entryOf(field: string | undefined, variant: SourceVariant): FieldEntry | undefined {
  const name = field ?? '';
  for (const map of variant.fields) {
    const entries = fieldMaps[map]!;
    if (Object.hasOwn(entries, name)) return entries[name] ?? undefined;
    const rest = entries['*'];
    if (field !== undefined && typeof rest === 'string' && /^[A-Za-z_]\w*$/.test(field))
      return rest.replace('*', field);
  }
  return undefined;
}

/** Returns the condition of a test on a variant's events. Refuses values that the field cannot have. */
export function mapItem(
  { field, test }: SigmaItem,
  entry: NonNullable<FieldEntry>,
  variant: SourceVariant,
): MappedItem {
  if (typeof entry === 'string') return { target: fieldTest(entry, 'keyword', test, variant) };
  switch (entry.transform) {
    case 'account':
      return { target: accountTest(entry, test) };
    case 'hashes':
      return { target: hashesTest(entry.hashes, test) };
    case 'registry-data':
      return { target: registryDataTest(test) };
    default: {
      const changed = entry.values ? withValues(entry, test, field ?? '') : test;
      const pathed = entry.transform === 'registry-path' ? registryPaths(changed) : changed;
      const target = fieldTest(entry.field, entry.type ?? 'keyword', pathed, variant);
      const { problem } = entry;
      if (problem === 'message-part') requireParts(test, field ?? '');
      return problem === undefined
        ? { target }
        : { target, problem: { code: problem, message: fieldProblems[problem]! } };
    }
  }
}

/** Requires a test that matches any part, for a field that is only part of a message. */
function requireParts(test: SigmaTest, field: string): void {
  if (test.kind !== 'like' || !test.patterns.every((one) => isAnyRun(one[0]) && isAnyRun(one.at(-1))))
    throw new Refusal(
      'value',
      `"${field}" is part of the message in Elastic, so only "contains" can be converted`,
    );
}

function withValues(
  { values, onlyValues }: Extract<FieldEntry, { readonly field: string }>,
  test: SigmaTest,
  field: string,
): SigmaTest {
  const known = new Map(Object.entries(values ?? {}).map(([from, to]) => [from.toLowerCase(), to]));
  if (test.kind === 'missing' || test.kind === 'exists') return test;
  if (test.kind !== 'like')
    throw new Refusal(
      'value',
      `"${field}" has different values in Elastic, so only whole values can be converted`,
    );
  const patterns = test.patterns.map((pattern): Pattern => {
    const other = known.get(plainText(pattern)?.toLowerCase() ?? '');
    if (other !== undefined) return [other];
    if (onlyValues)
      throw new Refusal('value', `no Elastic value is known for "${field}: ${patternText(pattern)}"`);
    return pattern;
  });
  return { ...test, patterns };
}

/** Returns a test of one field. */
export function fieldTest(field: string, type: TargetType, test: SigmaTest, variant?: SourceVariant): Target {
  const item = (one: TargetTest): Target => targetItem(field, one, type);
  switch (test.kind) {
    case 'missing':
    case 'exists':
      return item(test);
    case 'like':
      return typedLike(field, type, test);
    case 'regex':
      if (type !== 'keyword' && type !== 'multi' && type !== 'text')
        throw new Refusal('value', `"${field}" is not a string, so a regular expression cannot match it`);
      return item({ kind: 'regex', ...readRegex(test.source, test.flags.ignoreCase) });
    case 'cidr':
      if (type !== 'ip')
        throw new Refusal(
          'value',
          `"${field}" is not an address, so it cannot be compared with an address block`,
        );
      return item(test);
    case 'compare':
      if (type !== 'long')
        throw new Refusal('value', `"${field}" is not a number, so it cannot be compared with a number`);
      return item(test);
    case 'reference': {
      const other = variant && entryOf(test.field, variant);
      if (other === undefined || other === null)
        throw new Refusal('field', `the field "${test.field}" is not mapped`);
      if (typeof other !== 'string' || type !== 'keyword')
        throw new Refusal('value', `"${test.field}" cannot be compared with another field`);
      return item({ ...test, field: other });
    }
  }
}

type Like = Extract<SigmaTest, { readonly kind: 'like' }>;

function typedLike(field: string, type: TargetType, test: Like): Target {
  const stars = test.patterns.some((pattern) => pattern.length === 1 && isAnyRun(pattern[0]));
  if (stars) return targetItem(field, { kind: 'exists' }, type);
  const isEmpty = test.patterns.some((pattern) => pattern.length === 0);
  const rest = test.patterns.filter((pattern) => pattern.length > 0);
  const parts: Target[] = rest.length === 0 ? [] : typedValues(field, type, { ...test, patterns: rest });
  // Pipelines drop empty values.
  if (isEmpty) parts.push(targetItem(field, { kind: 'missing' }, type));
  return joined('or', parts);
}

function typedValues(field: string, type: TargetType, test: Like): Target[] {
  const item = (one: TargetTest): Target => targetItem(field, one, type);
  switch (type) {
    case 'long':
      return [item({ kind: 'numbers', values: test.patterns.map((pattern) => numberOf(field, pattern)) })];
    case 'boolean': {
      const values = new Set(test.patterns.map((pattern) => booleanOf(field, pattern)));
      return [...values].map((value) => item({ kind: 'boolean', value }));
    }
    case 'ip':
      return addressTests(field, test.patterns).map(item);
    default: {
      const cased = test.cased || test.patterns.every(hasOneCase);
      return [item({ kind: 'like', patterns: distinctPatterns(test.patterns, cased), cased })];
    }
  }
}

/** Returns whether a pattern is a string without letters, which is the same in any case. */
function hasOneCase(pattern: Pattern): boolean {
  const text = plainText(pattern);
  return text !== undefined && text.toLowerCase() === text.toUpperCase();
}

function numberOf(field: string, pattern: Pattern): number {
  const text = plainText(pattern) ?? '';
  if (!/^-?\d{1,15}$/.test(text))
    throw new Refusal('value', `"${field}" is a number, but "${patternText(pattern)}" is not`);
  return Number(text);
}

function booleanOf(field: string, pattern: Pattern): boolean {
  const text = plainText(pattern)?.toLowerCase();
  if (text !== 'true' && text !== 'false')
    throw new Refusal('value', `"${field}" is true or false, but "${patternText(pattern)}" is neither`);
  return text === 'true';
}

/** Returns tests for addresses, and for prefixes of IPv4 addresses that are blocks. */
function addressTests(field: string, patterns: readonly Pattern[]): TargetTest[] {
  const values: string[] = [];
  const blocks: string[] = [];
  for (const pattern of patterns) {
    const text = plainText(pattern);
    const block = text === undefined ? blockOf(pattern) : undefined;
    if (text !== undefined && isValidAddress(text)) values.push(text);
    else if (block !== undefined) blocks.push(block);
    else throw new Refusal('value', `"${field}" is an address, but "${patternText(pattern)}" is not`);
  }
  return [
    ...(values.length > 0 ? [{ kind: 'addresses' as const, values }] : []),
    ...(blocks.length > 0 ? [{ kind: 'cidr' as const, blocks }] : []),
  ];
}

function blockOf(pattern: Pattern): string | undefined {
  const [start, rest, ...more] = pattern;
  if (typeof start !== 'string' || rest !== anyRun || more.length > 0 || !start.endsWith('.'))
    return undefined;
  const octets = start.slice(0, -1).split('.');
  if (
    octets.length > 3 ||
    !octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256)
  )
    return undefined;
  return `${[...octets, '0', '0', '0'].slice(0, 4).join('.')}/${octets.length * 8}`;
}
