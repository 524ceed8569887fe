/** Returns values as lines of JSON, each with its keys in order of appearance. */
export function jsonText(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value, undefined, 2)).join('\n');
}
