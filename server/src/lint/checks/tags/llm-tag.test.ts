import { checkFix, checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './llm-tag.js';

checkLint(lint, {
  'without the tag': `
    tags = ["A"]
    ^^^^ The tag "Resources: LLM" is missing: the query uses "completion".
    ${esql('from logs-* | completion a = b with {"inference_id": "x"}').replaceAll('\n', '\n    ')}`,
  'a query that asks nobody': esql('from logs-* | where a == "completion"', 'tags = ["A"]\n'),
});

const asking = (tags: string): string =>
  esql('from logs-* | completion a = b with {"inference_id": "x"}', `tags = ${tags}\n`);

checkFix(lint, { 'adds the tag': [asking('["A"]'), asking('["A", "Resources: LLM"]')] });
