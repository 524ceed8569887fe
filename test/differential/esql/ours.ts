import { analyse } from '../../../server/src/analysis/analyse.js';
import { loadEcsCatalogue } from '../../../server/src/fields/ecs.js';
import { checkEsql } from '../../../server/src/query/esql/check.js';
import { tokenizeEsql } from '../../../server/src/query/esql/lexer.js';
import { parseEsql } from '../../../server/src/query/esql/parse.js';
import { typeOfMapping } from '../../../server/src/query/esql/types.js';
import { indexLines } from '../../../server/src/text/lines.js';

export interface Verdict {
  readonly ok: boolean;
  readonly kind?: string;
  readonly message?: string;
  readonly line?: number;
}

/** Returns our verdict on a query with the types of ECS; fields outside of ECS can have any type. */
export function verdictOf(query: string): Verdict {
  const { tree, problems } = parseEsql(query);
  const catalogue = loadEcsCatalogue();
  const mappingOf = (name: string) => catalogue.get(name)?.mapping;
  const all = [...problems, ...(tree && problems.length === 0 ? checkEsql(query, tree, { mappingOf }) : [])];
  const [first] = all.filter(({ severity }) => severity === 'error');
  if (!first) return { ok: true };
  const { line } = indexLines(query).positionAt(first.span.start);
  return { ok: false, kind: first.code, message: first.message, line };
}

/** Returns the ECS fields with their ES|QL types. */
export function fieldTypes(): Record<string, string> {
  const types: Record<string, string> = {};
  const catalogue = loadEcsCatalogue();
  for (const name of catalogue.names()) {
    const { mapping } = catalogue.get(name)!;
    const type = typeOfMapping(mapping.exact ?? mapping.type);
    if (type !== 'unsupported' && type !== undefined) types[name] = type === 'datetime' ? 'date' : type;
  }
  return types;
}

/** Returns the query of an ES|QL rule, or undefined for any other file. */
export function queryOfRule(text: string): string | undefined {
  const { rule } = analyse(text);
  return rule.language === 'esql' ? rule.query?.text : undefined;
}

/** Returns the tokens of a query, each with the text up to the next one. */
export function pieces(query: string): readonly string[] {
  const { tokens } = tokenizeEsql(query);
  return tokens.map(({ start }, index) => query.slice(start, tokens[index + 1]?.start ?? query.length));
}
