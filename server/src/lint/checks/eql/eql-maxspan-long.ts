import { eqlLanguage } from '../../../query/eql/language.js';
import { inUnits } from '../../../rule/schedule.js';
import { defineLint } from '../../lint.js';

const longest = 5 * 60;

export default defineLint({
  id: 'eql-maxspan-long',
  severity: 'hint',
  language: eqlLanguage,
  off: true,
  counterpart: 'rules.instructions',
  summary: 'Sequence that may last longer than five minutes',
  why: 'Long sequences need memory and join events that are hardly related.',
  avoid: 'sequence by host.id with maxspan=1h [process where true] [file where true]',
  prefer: 'sequence by host.id with maxspan=2m [process where true] [file where true]',

  check(analysis, report) {
    const { queryToDocument } = analysis;
    const eql = analysis.parsed(eqlLanguage);
    if (eql?.tree?.kind !== 'sequence' || !eql.tree.maxspan) return;
    const { milliseconds, span } = eql.tree.maxspan;
    if (milliseconds / 1000 <= longest) return;
    report({
      span: queryToDocument(span),
      message: `The sequence may last ${inUnits(milliseconds / 1000)}; usually it is at most ${inUnits(longest)}.`,
    });
  },
});
