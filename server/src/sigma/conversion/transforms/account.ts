import { anyRun, containing, isAnyRun, patternText } from '../../parse/pattern.js';
import { Refusal } from '../../refusal.js';
import { joined, type Pattern, type SigmaTest } from '../../syntax.js';
import { type Target, targetItem } from '../target.js';

/** Fields of an account. */
export interface AccountFields {
  readonly name: string;
  readonly domain: string;
}

/** Converts a test of `DOMAIN\name` to the two fields in which Elastic stores them. */
export function accountTest(fields: AccountFields, test: SigmaTest): Target {
  if (test.kind === 'missing' || test.kind === 'exists') return targetItem(fields.name, test);
  if (test.kind !== 'like')
    throw new Refusal('value', 'a user is a domain and a name in Elastic, so only strings can be converted');
  const like = (field: string, pattern: Pattern): Target =>
    targetItem(field, { kind: 'like', patterns: [pattern], cased: test.cased });
  return joined(
    'or',
    test.patterns.map((pattern): Target => {
      if (pattern.length === 0) return targetItem(fields.name, { kind: 'missing' });
      const split = splitPattern(pattern);
      if (split) {
        const [domain, name] = split;
        const parts = [
          ...(isEverything(domain) ? [] : [like(fields.domain, domain)]),
          ...(isEverything(name) ? [] : [like(fields.name, name)]),
        ];
        return parts.length === 0 ? targetItem(fields.name, { kind: 'exists' }) : joined('and', parts);
      }
      return undividedTest(fields, pattern, like);
    }),
  );
}

/** Converts a string without a backslash: its wildcards determine which of the two fields it can be in. */
function undividedTest(
  { name, domain }: AccountFields,
  pattern: Pattern,
  like: (field: string, pattern: Pattern) => Target,
): Target {
  const inner = pattern.slice(isAnyRun(pattern[0]) ? 1 : 0, isAnyRun(pattern.at(-1)) ? -1 : undefined);
  if (inner.some((part) => typeof part !== 'string'))
    throw new Refusal('value', `"${patternText(pattern)}" could be part of a domain, a name, or both`);
  const [starts, ends] = [isAnyRun(pattern[0]), isAnyRun(pattern.at(-1))];
  if (starts && ends) return joined('or', [like(domain, containing(inner)), like(name, containing(inner))]);
  if (ends) return like(domain, [...inner, anyRun]);
  return like(name, pattern);
}

function isEverything(pattern: Pattern): boolean {
  return pattern.length === 1 && isAnyRun(pattern[0]);
}

/** Returns the parts before and after the backslash, or undefined if there is none. */
function splitPattern(pattern: Pattern): [Pattern, Pattern] | undefined {
  const index = pattern.findIndex((part) => typeof part === 'string' && part.includes('\\'));
  const part = pattern[index];
  if (typeof part !== 'string') return undefined;
  const at = part.indexOf('\\');
  const [before, after] = [part.slice(0, at), part.slice(at + 1)];
  if (
    after.includes('\\') ||
    pattern.slice(index + 1).some((one) => typeof one === 'string' && one.includes('\\'))
  )
    throw new Refusal('value', `"${patternText(pattern)}" has more than one backslash`);
  return [
    [...pattern.slice(0, index), ...(before === '' ? [] : [before])],
    [...(after === '' ? [] : [after]), ...pattern.slice(index + 1)],
  ];
}
