const testFileName = /\.tests\.(?:ya?ml|json)$/i;

/** Whether a path is that of a test file. */
export function isTestPath(path: string): boolean {
  return testFileName.test(path);
}

/** Whether a path is that of a TOML file, which can be a rule. */
export function isTomlPath(path: string): boolean {
  return /\.toml$/i.test(path);
}
