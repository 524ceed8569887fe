/** A rule with an ES|QL query, which can have a cursor. */
export function esqlRule(query: string): string {
  return `[rule]\ntype = "esql"\nlanguage = "esql"\nquery = '''\n${query}'''\n`;
}
