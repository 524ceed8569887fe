import { isAnyRun, patternText, plainText } from '../../parse/pattern.js';
import { Refusal } from '../../refusal.js';
import { joined, type Pattern, type SigmaTest } from '../../syntax.js';
import { type Target, targetItem } from '../target.js';

/** Number of hexadecimal digits by algorithm. */
const lengths: Readonly<Record<string, number>> = { MD5: 32, SHA1: 40, SHA256: 64, IMPHASH: 32 };

/** Converts a test of `MD5=…,SHA256=…` to the fields in which Elastic stores the digests. */
export function hashesTest(fields: Readonly<Record<string, string>>, test: SigmaTest): Target {
  if (test.kind === 'missing' || test.kind === 'exists') {
    const items = Object.values(fields).map((field): Target => targetItem(field, test));
    return joined(test.kind === 'missing' ? 'and' : 'or', items);
  }
  if (test.kind !== 'like') throw new Refusal('value', 'hashes can only be compared with whole values');
  const byField = new Map<string, string[]>();
  for (const pattern of test.patterns) {
    for (const [name, digest] of digestsOf(pattern)) {
      const field = fields[name];
      if (field === undefined) continue;
      const known = byField.get(field);
      if (known) known.push(digest.toLowerCase());
      else byField.set(field, [digest.toLowerCase()]);
    }
  }
  return joined(
    'or',
    [...byField].map(
      ([field, digests]): Target =>
        targetItem(field, { kind: 'like', patterns: digests.map((digest) => [digest]), cased: true }),
    ),
  );
}

/** Returns the possible algorithms of a value, with its digits. */
function digestsOf(pattern: Pattern): [string, string][] {
  const inner = pattern.slice(isAnyRun(pattern[0]) ? 1 : 0, isAnyRun(pattern.at(-1)) ? -1 : undefined);
  const written = /^(?:([A-Za-z0-9]+)=)?([0-9A-Fa-f]+)$/.exec(plainText(inner) ?? '');
  const digest = written?.[2] ?? '';
  const named = written?.[1]?.toUpperCase();
  const found = Object.entries(lengths).filter(
    ([name, length]) => digest.length === length && (named === undefined || named === name),
  );
  if (found.length === 0) throw new Refusal('value', `"${patternText(pattern)}" is not one whole digest`);
  return found.map(([name]) => [name, digest]);
}
