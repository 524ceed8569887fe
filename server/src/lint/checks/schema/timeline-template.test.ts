import { avoided, checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './timeline-template.js';

checkLint(lint, {
  'another id': avoided(lint, {
    '"00000000-0000-4000-8000-000000000002"':
      'No Timeline template that comes with Elastic Security has the id "00000000-0000-4000-8000-000000000002".',
  }),
  'switched off in the configuration': `
    #- rules/a.toml
    timeline_id = "00000000-0000-4000-8000-000000000002"
    #- _config.yaml
    bypass_timeline_template_validation: true`,
});

checkFix(lint, {
  'the id of the title': [
    `timeline_id = "00000000-0000-4000-8000-000000000002"
timeline_title = "Generic Network Timeline"`,
    `timeline_id = "91832785-286d-4ebe-b884-1a208d111a70"
timeline_title = "Generic Network Timeline"`,
  ],
});
