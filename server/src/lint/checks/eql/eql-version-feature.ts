import { eqlLanguage } from '../../../query/eql/language.js';
import type { EqlQuery } from '../../../query/eql/syntax.js';
import { compareVersions } from '../../../rule/checkout/versions.js';
import type { Span } from '../../../text/span.js';
import { defineLint } from '../../lint.js';
import { minStackVersion } from '../schema/min-stack.js';

export default defineLint({
  id: 'eql-version-feature',
  severity: 'information',
  language: eqlLanguage,
  counterpart: 'definitions.ELASTICSEARCH_EQL_FEATURES',
  summary: 'EQL feature unsupported by an older stack',
  why: 'The rule is shipped to every stack from "min_stack_version" on, and a stack that does not support part of the query refuses it.',
  avoid: `#- rules/example.toml
[metadata]
creation_date = "2026/01/05"
updated_date = "2026/01/05"
min_stack_version = "8.3.0"
[rule]
type = "eql"
language = "eql"
query = 'sample by host.id [process where true] [file where true]'`,
  prefer: `#- rules/example.toml
[metadata]
creation_date = "2026/01/05"
updated_date = "2026/01/05"
min_stack_version = "8.6.0"
[rule]
type = "eql"
language = "eql"
query = 'sample by host.id [process where true] [file where true]'`,

  check(analysis, report) {
    const { queryToDocument } = analysis;
    const eql = analysis.parsed(eqlLanguage);
    const least = minStackVersion(analysis);
    if (!eql?.tree || least === undefined) return;
    for (const { what, since, span } of featuresOf(eql.tree)) {
      if (compareVersions(least, since) >= 0) continue;
      report({
        span: queryToDocument(span),
        message: `${what} needs stack ${since}, but "min_stack_version" is ${least}.`,
      });
    }
  },
});

/**
 * Returns the features of EQL that were added later, with the first stack that has them
 * (docs/lints/eql-version-feature.md).
 */
function featuresOf(query: EqlQuery): { what: string; since: string; span: Span }[] {
  if (query.kind === 'sample') {
    const { start } = query.span;
    return [{ what: 'A sample', since: '8.6', span: { start, end: start + 'sample'.length } }];
  }
  if (query.kind !== 'sequence') return [];
  return query.steps.flatMap(({ missing, runsSpan, span }) => [
    ...(missing
      ? [{ what: 'A missing event', since: '8.9', span: { start: span.start, end: span.start + 2 } }]
      : []),
    ...(runsSpan ? [{ what: '"with runs"', since: '7.16', span: runsSpan }] : []),
  ]);
}
