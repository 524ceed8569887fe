import { eqlLanguage } from '../../../query/eql/language.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'eql-sequence-key',
  severity: 'information',
  language: eqlLanguage,
  summary: 'Sequence without a host or user as a key',
  why: 'Without "by", the steps can be unrelated events, so the rule raises false alerts and needs a lot of memory.',
  avoid: 'sequence with maxspan=1m [process where process.name == "a"] [file where file.name == "b"]',
  prefer:
    'sequence by host.id with maxspan=1m [process where process.name == "a"] [file where file.name == "b"]',

  check(analysis, report) {
    const { queryToDocument } = analysis;
    const eql = analysis.parsed(eqlLanguage);
    const tree = eql?.tree;
    if (tree?.kind !== 'sequence' || tree.keys.length > 0 || tree.steps.some(({ keys }) => keys.length > 0))
      return;
    const { start } = tree.span;
    report({
      span: queryToDocument({ start, end: start + 'sequence'.length }),
      message: 'The sequence has no "by", so its steps may be events of different hosts and users.',
      help: 'Add "by" and a field that the events have in common, for example "by host.id".',
    });
  },
});
