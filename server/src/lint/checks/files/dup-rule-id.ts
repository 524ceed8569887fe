import { valueSpan } from '../../../rule/schema-check/place.js';
import type { Fix } from '../../../text/problem.js';
import type { Span } from '../../../text/span.js';
import { defineLint } from '../../lint.js';
import { isOriginal } from './copies.js';

export default defineLint({
  id: 'dup-rule-id',
  severity: 'error',
  refusedBy: 'Kibana',
  scope: 'any',
  counterpart: 'rule_loader.assert_new',
  summary: 'Two rules with the same "rule_id"',
  why: 'The id ties a rule to its alerts across all versions. Of two rules with the same id, only one can be installed.',
  avoid: `#- rules/b.toml
rule_id = "00000000-0000-4000-8000-00000000000a"
#- rules/a.toml
rule_id = "00000000-0000-4000-8000-00000000000a"`,
  prefer: `#- rules/b.toml
rule_id = "00000000-0000-4000-8000-00000000000b"
#- rules/a.toml
rule_id = "00000000-0000-4000-8000-00000000000a"`,

  check(analysis, report) {
    const { rule, others, document } = analysis;
    if (rule.id === undefined || !others) return;
    const other = others.withId(rule.id).find(({ deprecated }) => deprecated === rule.deprecated);
    // Report on the copy, not on the original.
    if (!other || isOriginal(analysis, other)) return;
    const span = valueSpan(document, ['rule', 'rule_id']);
    const isCopy =
      rule.name !== undefined && others.withName(rule.name).some(({ path }) => path === other.path);
    report({
      span,
      message: `Another rule has the same ${isCopy ? 'id and name' : 'id'}: ${other.path}.`,
      help: isCopy ? 'Remove the copy, or give it a new id and name.' : 'Give the newer rule a new id.',
      fix: newId(span),
    });
  },
});

/**
 * Only a person can decide which of the two is the copy: a new id would separate a shipped rule from its
 * alerts.
 */
function newId(span: Span): Fix {
  return {
    title: 'Write a new id',
    edits: [{ span, text: `"${globalThis.crypto.randomUUID()}"` }],
    manual: true,
  };
}
