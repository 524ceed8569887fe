import { analyse } from '../../analysis/analyse.js';
import fieldUnknown from '../../lint/checks/query/field-unknown.js';
import { defaultConfiguration } from '../../lint/configuration.js';
import { lint } from '../../lint/run.js';
import type { QueryLanguage } from '../../query/languages.js';
import { filterLanguages } from '../../rule/schema/rule-types.js';
import type { Problem } from '../../text/problem.js';
import { encodeString } from '../../toml/encode.js';

/** Returns the unknown fields of a query without a rule, as `lint` reports them for a rule; spans are in the query. */
export function unknownFieldsOf(query: string, language: QueryLanguage): readonly Problem[] {
  const type = filterLanguages.includes(language) ? 'query' : language;
  const text = encodeString(query, 'basic');
  const analysis = analyse(`[rule]\ntype = "${type}"\nlanguage = "${language}"\nquery = "${text}"\n`);
  return lint(analysis, defaultConfiguration, [fieldUnknown]).flatMap(({ fix: _, ...problem }) => {
    const start = analysis.queryOffsetAt(problem.span.start);
    const end = analysis.queryOffsetAt(problem.span.end);
    return start === undefined || end === undefined ? [] : [{ ...problem, span: { start, end } }];
  });
}
