import { eqlLanguage } from '../../../query/eql/language.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'eql-until-missing',
  severity: 'warning',
  language: eqlLanguage,
  summary: 'Missing event as the `until` of a sequence',
  why: 'Elasticsearch accepts `until ![…]` and ignores the `!` (elastic/elasticsearch#132787): the sequence ends when an event matches, not when none does.',
  avoid: `sequence by host.id with maxspan=1m
  [process where process.name == "a"]
  [process where process.name == "b"]
until ![process where process.name == "c"]`,
  prefer: `sequence by host.id with maxspan=1m
  [process where process.name == "a"]
  [process where process.name == "b"]
until [process where process.name == "c"]`,

  check(analysis, report) {
    const { queryToDocument, queryFix } = analysis;
    const eql = analysis.parsed(eqlLanguage);
    const tree = eql?.tree;
    if (tree?.kind !== 'sequence' || !tree.until?.missing) return;
    const { start } = tree.until.span;
    const mark = { start, end: start + 1 };
    if (eql!.text[start] !== '!') return;
    const fix = queryFix({ title: 'Remove "!"', edits: [{ span: mark, text: '' }] });
    report({
      span: queryToDocument(mark),
      message: 'Elasticsearch ignores the "!" of "until": the sequence ends when an event matches.',
      help: 'Remove it, or write the missing event as a step of the sequence.',
      ...(fix ? { fix } : {}),
    });
  },
});
