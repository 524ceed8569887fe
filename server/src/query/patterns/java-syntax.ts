/**
 * How our linear-time engine supports a Java regular expression: `shared` can be translated, `missing` is not
 * supported by the engine, and `invalid` is certainly rejected by Java (docs/semantics/esql.md#strings-1).
 */
export type JavaSyntax =
  | { readonly kind: 'shared' }
  | { readonly kind: 'missing'; readonly what: string }
  | { readonly kind: 'invalid'; readonly reason: string; readonly start: number; readonly end: number };

/** Escapes of letters that can be translated. `p` and `P` are left to the engine. */
const sharedEscapes = 'dDwWsSbBAzZtnrfapPx';
/** Letters that have no meaning after a backslash in Java. */
const noEscapes = 'gijlmoqyCFIJKLMOTUY';

const invalid = (reason: string, start: number, end: number): JavaSyntax => ({
  kind: 'invalid',
  reason,
  start,
  end,
});
const missing = (what: string): JavaSyntax => ({ kind: 'missing', what });

/** Returns the support for a pattern, by the first construct that decides it. */
export function javaSyntax(pattern: string): JavaSyntax {
  const groups: number[] = [];
  /** Whether there is something to repeat here. */
  let hasAtom = false;
  for (let at = 0; at < pattern.length; ) {
    const sign = pattern[at]!;
    let end = at + 1;
    if (sign === '\\') {
      const own = escapeAt(pattern, at);
      if (typeof own !== 'number') return own;
      end = own;
      hasAtom = true;
    } else if (sign === '[') {
      const own = classAt(pattern, at);
      if (typeof own !== 'number') return own;
      end = own;
      hasAtom = true;
    } else if (sign === '(') {
      const own = groupAt(pattern, at);
      if (typeof own !== 'number') return own;
      end = own;
      const isFlags = pattern[end - 1] === ')';
      if (!isFlags) groups.push(at);
      hasAtom = isFlags && hasAtom;
    } else if (sign === ')') {
      if (groups.pop() === undefined) return invalid('unmatched parenthesis', at, end);
      hasAtom = true;
    } else if (sign === '|') hasAtom = false;
    else if (sign === '*' || sign === '+' || sign === '?' || sign === '{') {
      const own = repeatAt(pattern, at, hasAtom);
      if (typeof own !== 'number') return own;
      end = own;
      hasAtom = false;
    } else hasAtom = true;
    at = end;
  }
  const open = groups.at(-1);
  return open === undefined ? { kind: 'shared' } : invalid('the group is not closed', open, open + 1);
}

/** Returns where an escape ends. */
function escapeAt(pattern: string, at: number): number | JavaSyntax {
  const letter = pattern[at + 1];
  if (letter === undefined) return invalid('nothing follows the backslash', at, at + 1);
  if (letter === 'Q') {
    const close = pattern.indexOf('\\E', at);
    return close < 0 ? pattern.length : close + 2;
  }
  if (!/[0-9A-Za-z]/.test(letter)) return at + 2;
  if (noEscapes.includes(letter)) return invalid(`invalid escape [\\${letter}]`, at, at + 2);
  if (!sharedEscapes.includes(letter) || (letter === 'b' && pattern[at + 2] === '{'))
    return missing(`[\\${letter}] in a regular expression`);
  const braced = /^\\[pPx]\{[^}]*\}/.exec(pattern.slice(at, at + 80));
  return at + (braced?.[0].length ?? 2);
}

/** Returns where a character class ends. */
function classAt(pattern: string, start: number): number | JavaSyntax {
  let at = start + (pattern[start + 1] === '^' ? 2 : 1);
  const first = at;
  /** A character that can begin a range. */
  let from: string | undefined;
  while (at < pattern.length) {
    const sign = pattern[at]!;
    if (sign === ']' && at > first) return at + 1;
    if (sign === '[') return missing('a character class inside another');
    if (sign === '&' && pattern[at + 1] === '&') return missing('an intersection of character classes');
    if (sign === '\\') {
      const own = escapeAt(pattern, at);
      if (typeof own !== 'number') return own;
      at = own;
      from = undefined;
      continue;
    }
    const to = pattern[at + 1];
    if (sign === '-' && from !== undefined && to !== undefined && !/[\]\\[&\ud800-\udfff]/.test(to)) {
      if (to < from) return invalid('the character range is in the wrong order', at - 1, at + 2);
      at += 2;
      from = undefined;
      continue;
    }
    from = /[\ud800-\udfff]/.test(sign) ? undefined : sign;
    at++;
  }
  return invalid('the character class is not closed', start, start + 1);
}

/** Returns where the beginning of a group ends, or a whole flag group. */
function groupAt(pattern: string, at: number): number | JavaSyntax {
  if (pattern[at + 1] !== '?') return at + 1;
  const head =
    /^\(\?(?:<?[=!]|[>:]|<[^>=!]*>?|[A-Za-z-]*[:)]?)/.exec(pattern.slice(at, at + 200))?.[0] ?? '(?';
  const end = at + head.length;
  if (/^\(\?<?[=!]/.test(head)) return missing('a look-around in a regular expression');
  if (head === '(?>') return missing('an atomic group');
  if (head === '(?:') return end;
  if (head.startsWith('(?<'))
    return /^\(\?<[A-Za-z][A-Za-z0-9]*>$/.test(head) || head.length >= 200
      ? end
      : invalid('the name of a group can only have letters and digits', at, end);
  const flags = /^\(\?([A-Za-z]*)(?:-([A-Za-z]*))?[:)]$/.exec(head);
  if (!flags || /[^idmsuxU]/.test(`${flags[1]}${flags[2] ?? ''}`))
    return invalid('Java does not support this group', at, Math.min(end + 1, pattern.length));
  return /[xudU]/.test(head) ? missing(`the flags [${head}] in a regular expression`) : end;
}

/** Returns where a repetition ends. */
function repeatAt(pattern: string, at: number, hasAtom: boolean): number | JavaSyntax {
  const sign = pattern[at]!;
  let end = at + 1;
  if (sign === '{') {
    const [written, least = '', most] = /^\{(\d+)(?:,(\d*))?\}/.exec(pattern.slice(at, at + 40)) ?? [];
    if (written === undefined) return invalid('a brace without a backslash starts a repetition', at, at + 1);
    if (most !== undefined && most !== '' && Number(most) < Number(least))
      return invalid('the repetition ends before it begins', at, at + written.length);
    if (!hasAtom) return missing('there is nothing to repeat');
    end = at + written.length;
  } else if (!hasAtom) return invalid(`[${sign}] has nothing to repeat`, at, at + 1);
  if (pattern[end] === '+') return missing('a possessive repetition');
  return pattern[end] === '?' ? end + 1 : end;
}
