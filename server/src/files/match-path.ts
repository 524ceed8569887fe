/**
 * Path patterns in configurations and settings. They may be untrusted, so the time to match one must not grow
 * faster than the product of both lengths. Node's own `path.matchesGlob` and packages such as picomatch
 * convert the pattern to a regular expression: eight stars took picomatch 5 seconds for a name of 40 letters.
 */

/**
 * Returns whether a path with `/` matches a pattern: `*` and `?` within one name, `**` over any number of
 * folders. A pattern also matches everything below it, and at any depth if it has no `/`.
 */
export function matchesPath(path: string, pattern: string): boolean {
  const wanted = pattern.replace(/^\.?\//, '').replace(/\/$/, '');
  const names = path.replace(/^\.?\//, '').split('/');
  const parts = wanted.includes('/') ? wanted.split('/') : ['**', wanted];
  /** Possible numbers of consumed parts so far. */
  let reached = new Set([0]);
  const spread = (at: Set<number>): Set<number> => {
    for (const part of at) if (parts[part] === '**') at.add(part + 1);
    return at;
  };
  spread(reached);
  for (const name of names) {
    if (reached.has(parts.length)) return true;
    const next = new Set<number>();
    for (const part of reached) {
      if (parts[part] === '**') next.add(part);
      else if (part < parts.length && matchesName(name, parts[part]!)) next.add(part + 1);
    }
    reached = spread(next);
  }
  return reached.has(parts.length);
}

function matchesName(name: string, pattern: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let retry = 0;
  while (at < name.length) {
    if (pattern[from] === '*') {
      star = from++;
      retry = at;
    } else if (pattern[from] === '?' || pattern[from] === name[at]) {
      from++;
      at++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern[from] === '*') from++;
  return from === pattern.length;
}

/** Expands `a.{b,c}` to `a.b` and `a.c`. Returns at most 256 patterns. */
export function expandBraces(pattern: string): string[] {
  let patterns = [pattern];
  for (let round = 0; round < 16 && patterns.length <= 256; round++) {
    const expanded = patterns.flatMap((one) => {
      const braces = /\{([^{}]*)\}/.exec(one);
      if (!braces) return [one];
      const before = one.slice(0, braces.index);
      const after = one.slice(braces.index + braces[0].length);
      return braces[1]!.split(',').map((choice) => before + choice.trim() + after);
    });
    if (expanded.length === patterns.length && expanded.every((one, index) => one === patterns[index])) break;
    patterns = expanded;
  }
  return patterns.slice(0, 256);
}
