// Case-insensitive everywhere: `RULE.TOML` is a rule on Windows, and so for a colleague on Linux.
const ruleEnding = /\.toml$/i;

/** Whether a path is a TOML file's, which can be a rule. */
export function isTomlFile(path: string): boolean {
  return ruleEnding.test(path);
}

/** Returns the path of a TOML file without its extension. */
export function withoutTomlEnding(path: string): string {
  return path.replace(ruleEnding, '');
}
