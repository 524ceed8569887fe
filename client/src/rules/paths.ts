const testFileName = /\.tests\.(?:ya?ml|json)$/i;

/** Returns whether a path names a test file. */
export function isTestPath(path: string): boolean {
  return testFileName.test(path);
}

/** Returns whether a path names a TOML file, which can be a rule. */
export function isTomlPath(path: string): boolean {
  return /\.toml$/i.test(path);
}
