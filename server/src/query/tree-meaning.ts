/** Returns a tree as a string, without its positions. */
export function meaningOfTree(tree: unknown): string {
  return JSON.stringify(tree, (key, value: unknown) => {
    if (/^span$|Span$/.test(key)) return undefined;
    return typeof value === 'bigint' ? `${value}n` : value;
  });
}
