import { append } from '../../text/append.js';
import { escapedCharacter, foldedSet, literal, type Member, memberText, spaces } from './java-characters.js';

/** A Java regular expression in the syntax of our linear-time engine. */
export interface JavaTranslation {
  /** `$` means an end of the string in the first, and an end of a line in the second. */
  readonly atTextEnd: string;
  readonly atLineEnd: string;
  /** Whether it matches the end of the string, where Java also allows a preceding line end. */
  readonly hasEnd: boolean;
  /** Whether it matches starts and ends of lines. */
  readonly hasLineStart: boolean;
  readonly hasLineEnd: boolean;
}

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

/** Java recognises all of these line ends, our engine only the first. */
const anyButLineEnds = '[^\\n\\r\\x{85}\\x{2028}\\x{2029}]';

const wholeEnd = '\0';

/**
 * Translates a pattern that is `shared`, see `javaSyntax`: case folding is ASCII only, a dot excludes all
 * line ends, and `\s` includes the vertical tab. Returns undefined for a pattern that cannot be translated.
 */
export function translateJava(pattern: string): JavaTranslation | undefined {
  const outer: Flags[] = [];
  let flags: Flags = { i: false, m: false, s: false };
  let result = '';
  const seen = { hasEnd: false, hasLineStart: false, hasLineEnd: false };
  for (let at = 0; at < pattern.length; ) {
    const sign = String.fromCodePoint(pattern.codePointAt(at)!);
    let end = at + sign.length;
    if (sign === '\\') {
      const translated = escapeAt(pattern, at, flags);
      if (!translated) return undefined;
      if (translated.text === wholeEnd) seen.hasEnd = true;
      result += translated.text;
      end = translated.end;
    } else if (sign === '[') {
      const set = setAt(pattern, at, flags.i);
      if (!set) return undefined;
      result += set.text;
      end = set.end;
    } else if (sign === '(') {
      const [head, on, off, close] = groupHead.exec(pattern.slice(at, at + 200)) ?? ['('];
      end = at + head.length;
      const own = on === undefined ? flags : changed(flags, on, off ?? '');
      if (close === ')') flags = own;
      else {
        outer.push(flags);
        flags = own;
        result += on === undefined ? head : '(?:';
      }
    } else if (sign === ')') {
      flags = outer.pop() ?? flags;
      result += ')';
    } else if (sign === '.') result += flags.s ? '(?s:.)' : anyButLineEnds;
    else if (sign === '^') {
      seen.hasLineStart ||= flags.m;
      result += flags.m ? '(?m:^)' : '\\A';
    } else if (sign === '$') {
      seen.hasLineEnd ||= flags.m;
      seen.hasEnd ||= !flags.m;
      result += flags.m ? '(?m:$)' : wholeEnd;
    } else if ('*+?|'.includes(sign)) result += sign;
    else if (sign === '{') {
      end = pattern.indexOf('}', at) + 1;
      result += pattern.slice(at, end);
    } else result += literal(sign, flags.i);
    at = end;
  }
  return {
    atTextEnd: result.replaceAll(wholeEnd, '\\z'),
    atLineEnd: result.replaceAll(wholeEnd, '(?m:$)'),
    ...seen,
  };
}

/** A group with flags, a name, or neither. */
const groupHead = /^\((?:\?(?:<[A-Za-z0-9]*>|([ims]*)(?:-([ims]*))?([:)])))?/;

function changed(flags: Flags, on: string, off: string): Flags {
  const flag = (letter: keyof Flags): boolean =>
    !off.includes(letter) && (on.includes(letter) || flags[letter]);
  return { i: flag('i'), m: flag('m'), s: flag('s') };
}

interface Translated {
  readonly text: string;
  readonly end: number;
}

function escapeAt(pattern: string, at: number, { i }: Flags): Translated | undefined {
  const letter = pattern[at + 1]!;
  if (letter === 'Q') {
    const { text, end } = quotedAt(pattern, at);
    return { text: [...text].map((character) => literal(character, i)).join(''), end };
  }
  if (letter === 'Z') return { text: wholeEnd, end: at + 2 };
  if (letter === 's') return { text: `[${spaces}]`, end: at + 2 };
  if (letter === 'S') return { text: `[^${spaces}]`, end: at + 2 };
  if ('dDwWbBAz'.includes(letter)) return { text: `\\${letter}`, end: at + 2 };
  if (letter === 'p' || letter === 'P') return i ? undefined : propertyAt(pattern, at);
  const character = escapedCharacter(pattern, at);
  return character && { text: literal(character.text, i), end: character.end };
}

function quotedAt(pattern: string, at: number): Translated {
  const close = pattern.indexOf('\\E', at);
  return close < 0
    ? { text: pattern.slice(at + 2), end: pattern.length }
    : { text: pattern.slice(at + 2, close), end: close + 2 };
}

function propertyAt(pattern: string, at: number): Translated | undefined {
  const [text] = /^\\[pP](?:[A-Za-z]|\{[^}]*\})/.exec(pattern.slice(at, at + 80)) ?? [];
  return text === undefined ? undefined : { text, end: at + text.length };
}

/** Translates a character class, whose members can be ranges. */
function setAt(pattern: string, start: number, ignoresCase: boolean): Translated | undefined {
  const isNegated = pattern[start + 1] === '^';
  const first = start + (isNegated ? 2 : 1);
  const members: Member[] = [];
  let at = first;
  while (at < pattern.length && (pattern[at] !== ']' || at === first)) {
    const member = membersAt(pattern, at, ignoresCase);
    if (!member) return undefined;
    at = member.end;
    const [from, ...others] = member.members;
    const isRange = pattern[at] === '-' && pattern[at + 1] !== ']';
    if (!isRange || typeof from !== 'object' || others.length > 0) {
      append(members, member.members);
      continue;
    }
    const last = membersAt(pattern, at + 1, ignoresCase);
    const to = last?.members.length === 1 ? last.members[0] : undefined;
    if (typeof to !== 'object' || to.from < from.from) return undefined;
    members.push({ from: from.from, to: to.from });
    at = last!.end;
  }
  const all = ignoresCase ? foldedSet(members) : members;
  return { text: `[${isNegated ? '^' : ''}${all.map(memberText).join('')}]`, end: at + 1 };
}

/** Returns one member of a class: a character, or the meaning of an escape. */
function membersAt(
  pattern: string,
  at: number,
  ignoresCase: boolean,
): { readonly members: readonly Member[]; readonly end: number } | undefined {
  const one = (character: string, end: number): ReturnType<typeof membersAt> => {
    const code = character.codePointAt(0)!;
    return { members: [{ from: code, to: code }], end };
  };
  const sign = String.fromCodePoint(pattern.codePointAt(at)!);
  if (sign !== '\\') return one(sign, at + sign.length);
  const letter = pattern[at + 1]!;
  if (letter === 'Q') {
    const { text, end } = quotedAt(pattern, at);
    return { members: [...text].flatMap((character) => one(character, end)!.members), end };
  }
  if (letter === 's') return { members: [spaces], end: at + 2 };
  if ('dDwW'.includes(letter)) return { members: [`\\${letter}`], end: at + 2 };
  if (letter === 'p' || letter === 'P') {
    const property = ignoresCase ? undefined : propertyAt(pattern, at);
    return property && { members: [property.text], end: property.end };
  }
  const character = escapedCharacter(pattern, at);
  return character && one(character.text, character.end);
}
