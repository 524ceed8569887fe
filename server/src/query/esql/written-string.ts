const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Returns a string as an ES|QL literal. */
export function writtenString(value: string): string {
  return `"${value.replace(/["\\\n\r\t]/g, (character) => escapes[character] ?? `\\${character}`)}"`;
}
