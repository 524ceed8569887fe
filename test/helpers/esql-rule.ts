/** Returns a rule with an ES|QL query, which can contain a cursor. */
export function esqlRule(query: string): string {
  return `[rule]\ntype = "esql"\nlanguage = "esql"\nquery = '''\n${query}'''\n`;
}
