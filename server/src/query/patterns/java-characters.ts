/** A member of a character class: a range, or a string that stands for several characters. */
export type Member = { readonly from: number; readonly to: number } | string;

/** Java's whitespace, which includes the vertical tab. */
export const spaces = '\\t-\\r ';

/** Returns one character as a regular expression. If case is ignored, ASCII letters get both cases. */
export function literal(character: string, ignoresCase: boolean): string {
  if (ignoresCase && /[A-Za-z]/.test(character))
    return `[${character.toLowerCase()}${character.toUpperCase()}]`;
  return /[0-9A-Za-z]/.test(character) ? character : codeText(character.codePointAt(0)!);
}

function codeText(code: number): string {
  return `\\x{${code.toString(16)}}`;
}

export function memberText(member: Member): string {
  if (typeof member === 'string') return member;
  const { from, to } = member;
  return from === to ? codeText(from) : `${codeText(from)}-${codeText(to)}`;
}

const letterA = 0x61;
const letterZ = 0x7a;
const upperA = 0x41;
const upperZ = 0x5a;
const caseDistance = letterA - upperA;

/** Returns a character class with ASCII letters in both cases. */
export function foldedSet(members: readonly Member[]): readonly Member[] {
  return members.flatMap((member): readonly Member[] => {
    if (typeof member === 'string') return [member];
    const part = (first: number, last: number, distance: number): readonly Member[] => {
      const from = Math.max(member.from, first);
      const to = Math.min(member.to, last);
      return from > to ? [] : [{ from: from + distance, to: to + distance }];
    };
    return [member, ...part(letterA, letterZ, -caseDistance), ...part(upperA, upperZ, caseDistance)];
  });
}

const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', a: '\u0007' };

/** Returns the single character that an escape means, or undefined if it means none or several. */
export function escapedCharacter(
  pattern: string,
  at: number,
): { readonly text: string; readonly end: number } | undefined {
  const text = String.fromCodePoint(pattern.codePointAt(at + 1)!);
  if (!/[0-9A-Za-z]/.test(text)) return { text, end: at + 1 + text.length };
  if (Object.hasOwn(controls, text)) return { text: controls[text]!, end: at + 2 };
  const [whole, short, long] =
    /^\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,8})\})/.exec(pattern.slice(at, at + 14)) ?? [];
  const code = whole === undefined ? undefined : Number.parseInt((short ?? long)!, 16);
  if (code === undefined || code > 0x10ffff) return undefined;
  return { text: String.fromCodePoint(code), end: at + whole!.length };
}
