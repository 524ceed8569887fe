/** Returns a value of TOML as JSON; an integer beyond 64-bit floats, which `JSON.stringify` refuses, loses its last digits. */
export function tomlToJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? Number(one) : one));
}
