import { entryLines, keySpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'required-fields-shape',
  severity: 'warning',
  profile: 'elastic',
  counterpart: 'rule._convert_add_required_fields',
  summary: 'Key that is generated when rules are built',
  why: 'The build works out the fields and integrations from query and indices; what the file says goes stale.',
  avoid: 'required_fields = [{name = "host.id", type = "keyword", ecs = true}]',
  prefer: 'index = ["logs-endpoint.events.*"]',

  check({ rule, document }, report) {
    for (const key of ['required_fields', 'related_integrations']) {
      if (rule.table[key] === undefined) continue;
      const lines = entryLines(document, ['rule', key]);
      report({
        span: keySpan(document, ['rule', key]),
        message: `"${key}" is generated at build, so the file should not set it.`,
        help: 'Remove it.',
        ...(lines ? { fix: { title: `Remove "${key}"`, edits: [{ span: lines, text: '' }] } } : {}),
      });
    }
  },
});
