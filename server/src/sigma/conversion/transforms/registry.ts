import { isAnyRun, patternText, plainText } from '../../parse/pattern.js';
import { Refusal } from '../../refusal.js';
import { joined, type Pattern, type SigmaTest } from '../../syntax.js';
import { type Target, targetItem } from '../target.js';

const userHive = 'HKU\\';
const currentControlSet = /\\CurrentControlSet(?=\\|$)/gi;

/**
 * Adds Elastic Defend's forms of a registry key to a test: it writes `HKEY_USERS` for `HKU`, and numbers the
 * control set that Sysmon calls the current one.
 */
export function registryPaths(test: SigmaTest): SigmaTest {
  if (test.kind !== 'like') return test;
  return { ...test, patterns: test.patterns.flatMap(pathVariants) };
}

function pathVariants(pattern: Pattern): Pattern[] {
  const [first, ...rest] = pattern;
  const isUser = typeof first === 'string' && first.toUpperCase().startsWith(userHive);
  const hives = isUser ? [pattern, [`HKEY_USERS\\${first.slice(userHive.length)}`, ...rest]] : [pattern];
  return hives.flatMap((one) => {
    const numbered = withControlSet(one);
    return patternText(numbered) === patternText(one) ? [one] : [one, numbered];
  });
}

function withControlSet(pattern: Pattern): Pattern {
  return pattern.flatMap((part): Pattern => {
    if (typeof part !== 'string') return [part];
    const pieces = part.split(currentControlSet);
    return pieces.flatMap(
      (piece, index): Pattern =>
        index === 0
          ? piece === ''
            ? []
            : [piece]
          : ['\\ControlSet00', { wildcard: '?' }, ...(piece === '' ? [] : [piece])],
    );
  });
}

const dataField = 'registry.data.strings';
const typeField = 'registry.data.type';
/** Names in Elastic Defend, then in the Sysmon pipelines. */
const numberTypes = { DWORD: ['REG_DWORD', 'SZ_DWORD'], QWORD: ['REG_QWORD', 'SZ_QWORD'] } as const;

/**
 * Converts a test of Sysmon's data to events that pipelines have split: `DWORD (0x00000001)` becomes the
 * string `1` with the type DWORD.
 */
export function registryDataTest(test: SigmaTest): Target {
  if (test.kind === 'missing' || test.kind === 'exists') return targetItem(dataField, test, 'multi');
  if (test.kind !== 'like') throw new Refusal('value', 'registry data can only be compared with strings');
  const strings: Pattern[] = [];
  const parts: Target[] = [];
  for (const pattern of test.patterns) {
    const number = numberTest(pattern);
    if (number) parts.push(number);
    else strings.push(pattern);
  }
  const texts = strings.filter((pattern) => pattern.length > 0);
  if (texts.length > 0)
    parts.push(targetItem(dataField, { kind: 'like', patterns: texts, cased: test.cased }, 'multi'));
  if (texts.length < strings.length) parts.push(targetItem(dataField, { kind: 'missing' }, 'multi'));
  return joined('or', parts);
}

/** Returns the test for Sysmon's form of non-string data, or undefined for strings. */
function numberTest(pattern: Pattern): Target | undefined {
  const inner = pattern.slice(isAnyRun(pattern[0]) ? 1 : 0, isAnyRun(pattern.at(-1)) ? -1 : undefined);
  const text = plainText(inner) ?? '';
  const dword = /^(?:DWORD )?\(?0x([0-9A-Fa-f]{8})\)?$/.exec(text);
  if (dword) return numberOf('DWORD', Number.parseInt(dword[1]!, 16));
  const qword = /^(?:QWORD )?\(?0x00000000-0x([0-9A-Fa-f]{8})\)?$/i.exec(text);
  if (qword) return numberOf('QWORD', Number.parseInt(qword[1]!, 16));
  const kind = /^(DWORD|QWORD)(?: \(?(?:0x)?)?$/i.exec(text)?.[1];
  if (kind !== undefined && inner.length < pattern.length)
    return typeTest(numberTypes[kind.toUpperCase() as 'DWORD']);
  if (/^binary data$/i.test(text)) return typeTest(['REG_BINARY']);
  if (/[DQ]WORD \(|\(0x|binary data/i.test(pattern.filter((part) => typeof part === 'string').join(' ')))
    throw new Refusal('value', `"${patternText(pattern)}" depends on how Sysmon writes numbers`);
  return undefined;
}

function numberOf(kind: keyof typeof numberTypes, value: number): Target {
  return joined('and', [
    typeTest(numberTypes[kind]),
    targetItem(dataField, { kind: 'like', patterns: [[String(value)]], cased: true }, 'multi'),
  ]);
}

function typeTest(types: readonly string[]): Target {
  return targetItem(typeField, { kind: 'like', patterns: types.map((type) => [type]), cased: true });
}
