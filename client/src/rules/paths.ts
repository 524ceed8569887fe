const testFileName = /\.tests\.(?:ya?ml|json)$/i;

/** Whether a path is a test file's. */
export function isTestPath(path: string): boolean {
  return testFileName.test(path);
}

/** Whether a path is a TOML file's, which can be a rule. */
export function isTomlPath(path: string): boolean {
  return /\.toml$/i.test(path);
}
