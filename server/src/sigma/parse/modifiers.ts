import { isValidAddress } from '../../fields/ip-text.js';
import { append } from '../../text/append.js';
import { Refusal } from '../refusal.js';
import {
  type Affix,
  type Comparison,
  type Detection,
  joined,
  type Pattern,
  type RegexFlags,
  type SigmaItem,
  type SigmaTest,
} from '../syntax.js';
import { base64, base64Offsets, dashVariants, wideEncodings } from './encodings.js';
import { containing, endingWith, readPattern, startingWith } from './pattern.js';

/** A YAML value that a field is compared with. */
export type SigmaScalar = string | number | boolean | null;

/** The result of earlier modifiers on one value; one of several patterns must match. */
interface Modified {
  readonly value: SigmaScalar;
  readonly patterns: readonly Pattern[];
  readonly isWide: boolean;
  readonly affix: Affix;
  readonly cased: boolean;
  readonly kind: 'pattern' | 'regex' | 'cidr' | 'exists' | 'reference' | Comparison;
  readonly flags: RegexFlags;
}

type Modifier = (modified: Modified) => Modified;

const affixModifier =
  (affix: Affix, change: (pattern: Pattern) => Pattern): Modifier =>
  (modified) => ({ ...modified, affix, patterns: modified.patterns.map(change) });

const kindModifier =
  (kind: Modified['kind']): Modifier =>
  (modified) => ({ ...modified, kind });

const encodingModifier =
  (encode: (pattern: Pattern, isWide: boolean) => readonly Pattern[]): Modifier =>
  (modified) => ({
    ...modified,
    isWide: false,
    patterns: modified.patterns.flatMap((pattern) => encode(pattern, modified.isWide)),
  });

const wideModifier =
  (encode: (pattern: Pattern) => Pattern): Modifier =>
  (modified) => ({ ...modified, isWide: true, patterns: modified.patterns.map(encode) });

/** The effect of each modifier on a value. `all` and `neq` are about all values of a field. */
const modifiers: Readonly<Record<string, Modifier>> = {
  contains: affixModifier('contains', containing),
  startswith: affixModifier('startswith', startingWith),
  endswith: affixModifier('endswith', endingWith),
  cased: (modified) => ({ ...modified, cased: true }),
  windash: encodingModifier(dashVariants),
  base64: encodingModifier((pattern, isWide) => [base64(pattern, isWide)]),
  base64offset: encodingModifier(base64Offsets),
  ...Object.fromEntries(Object.entries(wideEncodings).map(([name, encode]) => [name, wideModifier(encode)])),
  re: kindModifier('regex'),
  cidr: kindModifier('cidr'),
  exists: kindModifier('exists'),
  fieldref: kindModifier('reference'),
  lt: kindModifier('lt'),
  lte: kindModifier('lte'),
  gt: kindModifier('gt'),
  gte: kindModifier('gte'),
  i: (modified) => ({ ...modified, flags: { ignoreCase: true } }),
  // They have no effect on a single-line value: `.` matches everything, and anchors are those of the value.
  m: (modified) => modified,
  s: (modified) => modified,
};

const timeParts = new Set(['minute', 'hour', 'day', 'week', 'month', 'year']);
const regexFlags = new Set(['i', 'm', 's']);

/** Parses `field|modifier|…: values`. Without a field the values are keywords. */
export function readItem(
  field: string | undefined,
  names: readonly string[],
  values: readonly SigmaScalar[],
): Detection {
  checkModifiers(names);
  const isAll = names.includes('all');
  if (values.length === 0) throw new Refusal('invalid', `"${field ?? 'keywords'}" has no values`);
  const tests = values.map((value) => testOf(value, names));
  const item = (test: SigmaTest): SigmaItem => ({ kind: 'item', field, test });
  const detection: Detection = isAll
    ? joined('and', tests.map(item))
    : joined('or', mergeTests(tests).map(item));
  return names.includes('neq') ? { kind: 'not', part: detection } : detection;
}

function checkModifiers(names: readonly string[]): void {
  for (const [index, name] of names.entries()) {
    if (name === 'expand')
      throw new Refusal('placeholder', 'the rule has placeholders, which need values from your environment');
    if (timeParts.has(name)) throw new Refusal('modifier', `the modifier "${name}" compares parts of a time`);
    if (name !== 'all' && name !== 'neq' && !Object.hasOwn(modifiers, name))
      throw new Refusal('modifier', `unknown modifier "${name}"`);
    if (regexFlags.has(name) && !names.slice(0, index).includes('re'))
      throw new Refusal('modifier', `the modifier "${name}" must follow "re"`);
  }
}

function testOf(value: SigmaScalar, names: readonly string[]): SigmaTest {
  let modified: Modified = {
    value,
    patterns: [typeof value === 'string' ? readPattern(value) : [String(value)]],
    isWide: false,
    affix: 'equals',
    cased: false,
    kind: 'pattern',
    flags: { ignoreCase: false },
  };
  for (const name of names) modified = modifiers[name]?.(modified) ?? modified;
  if (modified.isWide)
    throw new Refusal('modifier', 'UTF-16 without base64 or base64offset cannot be compared with a string');
  return makers[modified.kind](modified, names);
}

const comparisonMaker =
  (comparison: Comparison) =>
  ({ value }: Modified): SigmaTest => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number))
      throw new Refusal('value', `"${comparison}" needs a number, not ${JSON.stringify(value)}`);
    return { kind: 'compare', comparison, value: number };
  };

const makers: Readonly<
  Record<Modified['kind'], (modified: Modified, names: readonly string[]) => SigmaTest>
> = {
  pattern: ({ value, patterns, cased }, names) => {
    if (value !== null) return { kind: 'like', patterns, cased };
    if (names.some((name) => name !== 'all' && name !== 'neq'))
      throw new Refusal('value', 'null cannot have a modifier');
    return { kind: 'missing' };
  },
  regex: ({ value, flags, affix }) => {
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new Refusal('value', '"re" needs a string');
    if (affix !== 'equals') throw new Refusal('modifier', `"${affix}" cannot be combined with "re"`);
    return { kind: 'regex', source: String(value), flags };
  },
  cidr: ({ value }) => {
    if (!isBlock(value)) throw new Refusal('value', `${JSON.stringify(value)} is not an address block`);
    return { kind: 'cidr', blocks: [value] };
  },
  exists: ({ value }) => {
    if (typeof value !== 'boolean') throw new Refusal('value', '"exists" needs true or false');
    return { kind: value ? 'exists' : 'missing' };
  },
  reference: ({ value, affix, cased }) => {
    if (typeof value !== 'string' || value === '') throw new Refusal('value', '"fieldref" needs a field');
    return { kind: 'reference', field: value, affix, cased };
  },
  lt: comparisonMaker('lt'),
  lte: comparisonMaker('lte'),
  gt: comparisonMaker('gt'),
  gte: comparisonMaker('gte'),
};

function isBlock(value: SigmaScalar): value is string {
  if (typeof value !== 'string') return false;
  const [address = '', prefix, ...rest] = value.split('/');
  const bits = address.includes(':') ? 128 : 32;
  const isPrefix =
    rest.length === 0 && prefix !== undefined && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
  return isPrefix && isValidAddress(address);
}

/** Merges patterns and blocks with the same kind of test. */
function mergeTests(tests: readonly SigmaTest[]): SigmaTest[] {
  const patterns = { cased: [] as Pattern[], other: [] as Pattern[] };
  const blocks: string[] = [];
  const rest: SigmaTest[] = [];
  for (const test of tests) {
    if (test.kind === 'like') append(test.cased ? patterns.cased : patterns.other, test.patterns);
    else if (test.kind === 'cidr') append(blocks, test.blocks);
    else rest.push(test);
  }
  const like = (list: readonly Pattern[], cased: boolean): SigmaTest[] =>
    list.length === 0 ? [] : [{ kind: 'like', patterns: list, cased }];
  return [
    ...like(patterns.other, false),
    ...like(patterns.cased, true),
    ...(blocks.length === 0 ? [] : [{ kind: 'cidr' as const, blocks }]),
    ...rest,
  ];
}
