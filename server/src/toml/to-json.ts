/**
 * Converts a TOML value to JSON. An integer that a 64-bit float cannot represent, which `JSON.stringify`
 * rejects, loses its last digits.
 */
export function tomlToJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? Number(one) : one));
}
