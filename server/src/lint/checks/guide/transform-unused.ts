import { pluginNames } from '../../../rule/guide-text.js';
import { tableSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { entryCount, guideOf, guideWithSearch, usedEntries } from './guide.js';

export default defineLint({
  id: 'transform-unused',
  severity: 'information',
  elasticSeverity: 'error',
  counterpart: 'test_all_rules.test_plugin_placeholders_match_entries',
  judges: ['transform', 'note'],
  summary: 'Unused entry in [transform]',
  why: 'Nobody ever sees the search. The tests of detection-rules require as many placeholders as entries.',
  avoid: guideWithSearch('Ask the owner.'),
  prefer: guideWithSearch('$osquery_0'),

  check(analysis, report) {
    const { document } = analysis;
    const guide = guideOf(analysis);
    if (guide.note === '' || document.values.transform === undefined || document.problems.length > 0) return;
    for (const name of pluginNames) {
      const count = entryCount(analysis, name);
      const used = usedEntries(guide, name);
      // A reference beyond the last entry is the same mistake, and reported there.
      if ([...used].some((index) => index >= count)) continue;
      for (let index = 0; index < count; index++) {
        if (used.has(index)) continue;
        report({
          span: tableSpan(document, ['transform', name, index]),
          message: `The guide does not refer to this search: "$${name}_${index}" is not in "note".`,
        });
      }
    }
  },
});
