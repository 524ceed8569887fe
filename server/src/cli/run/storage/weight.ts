/** Returns approximately how many bytes of memory a value uses. */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return 24 + value.length;
  if (typeof value !== 'object' || value === null) return 16;
  let weight = 40;
  if (Array.isArray(value)) for (const item of value) weight += weightOf(item);
  else for (const key in value) weight += weightOf((value as Readonly<Record<string, unknown>>)[key]);
  return weight;
}
