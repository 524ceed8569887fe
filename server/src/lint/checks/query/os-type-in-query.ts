import type { Analysis } from '../../../analysis/analysis.js';
import { eqlLanguage } from '../../../query/eql/language.js';
import { kqlLanguage } from '../../../query/kql/language.js';
import { systemTags } from '../../../rule/schema/tags.js';
import { keySpan } from '../../../rule/schema-check/place.js';
import type { Fix } from '../../../text/problem.js';
import type { Span } from '../../../text/span.js';
import { defineLint } from '../../lint.js';
import { isCustomRule, parentFolder } from '../files/file-place.js';

export default defineLint({
  id: 'os-type-in-query',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_specific_rules.test_os_and_platform_in_query',
  echoes: ['field-unknown'],
  summary: 'Missing operating system in the query',
  why: 'Events of other systems match too, although the folder and tags say that the rule is for this one.',
  avoid: `#- rules/linux/execution_shell.toml
query = "process where process.name == \\"sh\\""`,
  prefer: `#- rules/linux/execution_shell.toml
query = "process where host.os.type == \\"linux\\" and process.name == \\"sh\\""`,

  check(analysis, report) {
    const { rule, document } = analysis;
    const folder = parentFolder(analysis);
    if (folder === undefined || !Object.hasOwn(systemTags, folder) || isCustomRule(analysis)) return;
    const { query, language } = rule;
    if (!query || (language !== 'eql' && language !== 'kuery') || query.text.trim() === '') return;
    if (query.text.includes('host.os.type')) return;
    const fix = addClause(analysis, folder);
    report({
      span: keySpan(document, query.path),
      message: `The rule is in the folder "${folder}", but its query does not test "host.os.type".`,
      ...(fix ? { fix } : {}),
    });
  },
});

/**
 * Returns a fix that adds a leading clause for the operating system, or undefined for sequences and queries
 * that cannot be parsed.
 */
function addClause(analysis: Analysis, system: string): Fix | undefined {
  const { queryFix } = analysis;
  const eql = analysis.parsed(eqlLanguage);
  const kql = analysis.parsed(kqlLanguage);
  const insert = (clause: string, { start, end }: Span, isOr: boolean): Fix | undefined =>
    queryFix({
      title: `Add ${clause}`,
      edits: [
        { span: { start, end: start }, text: `${clause} and ${isOr ? '(' : ''}` },
        ...(isOr ? [{ span: { start: end, end }, text: ')' }] : []),
      ],
    });
  if (eql?.tree?.kind === 'event-query' && eql.problems.length === 0) {
    const { filter } = eql.tree;
    // Parentheses around the whole condition are not part of its span.
    const condition = { start: filter.category.span.end, end: filter.span.end };
    const before = eql.text.slice(condition.start, filter.condition.span.start);
    if (before.trim().toLowerCase() !== 'where') return undefined;
    const span = { start: filter.condition.span.start, end: condition.end };
    return insert(`host.os.type == "${system}"`, span, filter.condition.kind === 'or');
  }
  const condition = kql?.tree?.condition;
  if (!kql || !condition || kql.problems.length > 0) return undefined;
  const start = kql.text.length - kql.text.trimStart().length;
  const span = { start, end: kql.text.trimEnd().length };
  return insert(`host.os.type: ${system}`, span, condition.kind === 'or');
}
