// Letter case does not count anywhere: `RULE.TOML` is a rule for Windows, and so for a colleague on Linux.
const ruleEnding = /\.toml$/i;

/** Whether a path is that of a TOML file, which can be a rule. */
export function isTomlFile(path: string): boolean {
  return ruleEnding.test(path);
}

/** Returns the path of a TOML file without its ending. */
export function withoutTomlEnding(path: string): string {
  return path.replace(ruleEnding, '');
}
