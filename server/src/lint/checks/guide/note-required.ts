import { keySpan, valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { isAbsent } from '../shared/absent.js';
import { isByElastic } from '../threat/tactics.js';
import { guideOf } from './guide.js';

export default defineLint({
  id: 'note-required',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_note_contains_triage_and_analysis',
  judges: ['note', 'severity'],
  echoes: ['severity-enum'],
  summary: 'Rule of high severity without an investigation guide',
  why: 'Analysts need to know immediately what to look at.',
  avoid: 'author = ["Elastic"]\nseverity = "high"\nnote = "Look at it."',
  prefer: 'author = ["Elastic"]\nseverity = "high"\nnote = "## Triage and analysis"',

  check(analysis, report) {
    const { rule, document } = analysis;
    const { severity, building_block_type: block, note } = rule.table;
    if ((severity !== 'high' && severity !== 'critical') || block !== undefined || !isByElastic(rule)) return;
    if (guideOf(analysis).note.toLowerCase().includes('## triage and analysis')) return;
    if (note === undefined && !isAbsent(analysis, 'rule', 'note')) return;
    report({
      span:
        note === undefined ? valueSpan(document, ['rule', 'severity']) : keySpan(document, ['rule', 'note']),
      message: `A rule of severity "${severity}" needs an investigation guide in "note", with the heading "## Triage and analysis".`,
    });
  },
});
