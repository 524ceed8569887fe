import { esqlLanguage } from '../../../query/esql/language.js';
import { defineLint } from '../../lint.js';
import { missingTags } from './missing-tags.js';

const tag = 'Resources: LLM';

export default defineLint({
  id: 'llm-tag',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_llm_completion_tag',
  judges: ['tags'],
  summary: `Rule that uses a language model without the tag "${tag}"`,
  why: 'Users must see which rules send data to a language model before they enable them.',
  avoid: `tags = ["Use Case: Threat Detection"]
type = "esql"
language = "esql"
query = 'from logs-* | completion Esql.answer = Esql.question with {"inference_id": "x"} | keep *'`,
  prefer: `tags = ["Use Case: Threat Detection", "${tag}"]
type = "esql"
language = "esql"
query = 'from logs-* | completion Esql.answer = Esql.question with {"inference_id": "x"} | keep *'`,

  check(analysis, report) {
    if (!analysis.parsed(esqlLanguage)?.tree?.commands.some(({ kind }) => kind === 'completion')) return;
    const finding = missingTags(analysis, [tag], 'the query uses "completion"');
    if (finding) report(finding);
  },
});
