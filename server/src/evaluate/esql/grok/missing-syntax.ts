/** An Oniguruma construct, or the start of a character class. */
const parts = /\\.|%\{[^}]*\}|\(\?(?:<?[=!]|[>~]|[a-z]*-|[a-z]*x)|\{,\d|\[\^?\]?/gs;

/**
 * Returns the syntax in a GROK pattern that our regex engine does not support or reads differently, or
 * undefined if there is none (docs/semantics/esql.md#grok).
 */
export function missingInGrok(pattern: string): string | undefined {
  parts.lastIndex = 0;
  for (let match = parts.exec(pattern); match; match = parts.exec(pattern)) {
    const [text] = match;
    if (text.startsWith('[')) {
      const end = classEnd(pattern, parts.lastIndex);
      if (end === undefined) return 'a character class inside another';
      parts.lastIndex = end;
    } else if (/^\(\?<?[=!]/.test(text)) return 'a look-around in a pattern';
    else if (text === '(?>' || text === '(?~') return `[${text}] in a pattern`;
    else if (text.startsWith('(?')) return `the flags [${text}] in a pattern`;
    else if (text.startsWith('{')) return 'a repetition without a minimum';
  }
  return undefined;
}

/** Returns where a character class ends, or undefined for a union or intersection of classes. */
function classEnd(pattern: string, start: number): number | undefined {
  for (let at = start; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === ']') return at + 1;
    if (sign === '\\') at++;
    else if (sign === '&' && pattern[at + 1] === '&') return undefined;
    else if (sign === '[') {
      const [posix] = /^\[:\^?\w{1,10}:\]/.exec(pattern.slice(at, at + 16)) ?? [];
      if (posix === undefined) return undefined;
      at += posix.length - 1;
    }
  }
  return pattern.length;
}
