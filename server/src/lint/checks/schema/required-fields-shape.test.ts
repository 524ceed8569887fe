import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './required-fields-shape.js';

checkLint(lint, {
  tables: `
    [[rule.related_integrations]]
           ^^^^^^^^^^^^^^^^^^^^ "related_integrations" is generated at build, so the file should not set it.
    package = "endpoint"`,
});

checkFix(lint, {
  'the lines go': [
    'required_fields = [\n  {name = "host.id", type = "keyword", ecs = true},\n]\nseverity = "low"',
    'severity = "low"',
  ],
});
