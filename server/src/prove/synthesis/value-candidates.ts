import type { FieldTest } from '../../evaluate/plan/plan.js';
import { dateConstant } from '../../evaluate/plan/test-value.js';
import { addressRange, printAddressKey } from '../../evaluate/values/addresses.js';
import { readIsoDate } from '../../fields/dates.js';
import type { FieldMapping } from '../../fields/field-type.js';
import { textsOfRegex } from './regex-candidates.js';
import { piecesOf, textsWith } from './text-candidates.js';

/** Yields values that probably satisfy a test of a field, simple ones first. The caller must verify them. */
export function* valuesFor(
  test: FieldTest,
  mapping: FieldMapping | undefined,
  now: bigint,
): Generator<unknown> {
  switch (test.kind) {
    case 'one-of':
      for (const value of test.values) {
        if (mapping?.type === 'ip' && typeof value === 'string') yield* addressesIn(value);
        else if (typeof value === 'string' && (mapping?.type === 'date' || mapping?.type === 'date_nanos'))
          yield* datesAround(value, mapping, now);
        else yield value;
      }
      return;
    case 'range':
      yield* valuesBeside(test.value, mapping, now);
      return;
    case 'regex':
      for (const pattern of test.patterns) yield* textsOfRegex(pattern);
      return;
    case 'block':
      for (const block of test.blocks) yield* addressesIn(block);
      return;
    case 'either':
    case 'both':
      for (const one of test.tests) yield* valuesFor(one, mapping, now);
      return;
    case 'word-range':
      for (const { word } of test.bounds) yield* [word, `${word}a`, '0'];
      return;
    default:
      for (const piece of piecesOf(test)) {
        if (mapping?.type === 'ip') yield* addressesIn(piece.text);
        yield* textsWith(piece);
        if (/^-?\d+(?:\.\d+)?$/.test(piece.text)) yield Number(piece.text);
      }
  }
}

/** Yields hosts of an address block, or the address itself. */
function* addressesIn(block: string): Generator<string> {
  const [address = '', length] = block.split('/');
  if (length === undefined) {
    yield block;
    return;
  }
  yield address;
  if (address.includes(':')) yield address.replace(/::$/, '::1');
  else yield address.replace(/\d+$/, (last) => String(Math.min(254, Number(last) + 7)));
  const range = addressRange(block);
  if (range) yield printAddressKey(range.last);
}

function* valuesBeside(value: unknown, mapping: FieldMapping | undefined, now: bigint): Generator<unknown> {
  if (mapping?.type === 'date' || mapping?.type === 'date_nanos') {
    yield* datesAround(String(value), mapping, now);
    return;
  }
  if (typeof value === 'bigint') yield* [value, value + 1n, value - 1n];
  else if (typeof value === 'number') yield* [value, value + 1, value - 1, value + 0.5, value - 0.5];
  else if (typeof value === 'string') {
    if (mapping?.type === 'ip') yield* [value, value.replace(/\d+$/, (last) => String(Number(last) + 1))];
    yield* [value, `${value}a`, value.slice(0, -1), '0'];
    const number = Number(value);
    if (value.trim() !== '' && Number.isFinite(number)) yield* [number, number + 1, number - 1];
  }
}

function* datesAround(text: string, mapping: FieldMapping, now: bigint): Generator<string> {
  const instant = dateConstant(text, mapping, now) ?? readIsoDate(text);
  if (!instant) return;
  for (const at of [instant.from, instant.to, instant.from - 1_000_000n, instant.to + 1_000_000n])
    yield new Date(Number(at / 1_000_000n)).toISOString();
}
