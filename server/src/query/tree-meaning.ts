/** A tree as text, without its places. */
export function meaningOfTree(tree: unknown): string {
  return JSON.stringify(tree, (key, value: unknown) => {
    if (/^span$|Span$/.test(key)) return undefined;
    return typeof value === 'bigint' ? `${value}n` : value;
  });
}
