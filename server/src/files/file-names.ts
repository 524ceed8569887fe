// The extension of rules, case-insensitive everywhere: `RULE.TOML` is a rule on Windows, and so for a
// colleague on Linux.
const ruleEnding = /\.toml$/i;

/** Returns whether a path names a TOML file, which can be a rule. */
export function isTomlFile(path: string): boolean {
  return ruleEnding.test(path);
}

/** Returns the path of a TOML file without its extension. */
export function withoutTomlEnding(path: string): string {
  return path.replace(ruleEnding, '');
}
