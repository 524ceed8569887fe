import { kqlLanguage } from '../../../query/kql/language.js';
import { findSimplifications } from '../../../query/kql/simplify.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'kql-optimized',
  severity: 'error',
  language: kqlLanguage,
  // A clause that always or never holds should not be simplified.
  echoes: ['clause-always-true', 'clause-contradiction'],
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_all_rule_queries_optimized',
  summary: 'KQL query that can be simplified',
  why: 'detection-rules keeps queries in their shortest form, so that they are quick to read and to run.',
  avoid: `type = "query"
language = "kuery"
query = 'process.name: a or process.name: b'`,
  prefer: `type = "query"
language = "kuery"
query = 'process.name: (a or b)'`,

  check(analysis, report) {
    const { queryToDocument, queryFix } = analysis;
    const kql = analysis.parsed(kqlLanguage);
    const condition = kql?.tree?.condition;
    if (!condition || kql.problems.length > 0 || kql.text.includes('powershell.file.script_block_text'))
      return;
    for (const { span, message, edit } of findSimplifications(kql.text, condition)) {
      const fix = edit && queryFix({ title: 'Write it more simply', edits: [edit] });
      report({ span: queryToDocument(span), message, ...(fix ? { fix } : {}) });
    }
  },
});
