import { avoided, checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './timeline-pair.js';

checkLint(lint, {
  'no title': avoided(lint, { timeline_id: '"timeline_id" needs "timeline_title".' }),
  'no id': `
    timeline_title = "Generic Endpoint Timeline"
    ^^^^^^^^^^^^^^ "timeline_title" needs "timeline_id".`,
  'the title of another template': `
    timeline_id = "db366523-f1c6-4c1f-8731-6ce5ed9e5717"
    timeline_title = "Generic Network Timeline"
    ^^^^^^^^^^^^^^ The Timeline template with this id is called "Generic Endpoint Timeline".`,
  'a template of your own': `
    timeline_id = "00000000-0000-4000-8000-000000000002"
    timeline_title = "Ours"`,
});

checkFix(lint, {
  'the title of the id': [
    `
    timeline_id = "db366523-f1c6-4c1f-8731-6ce5ed9e5717"
    timeline_title = "Generic Network Timeline"`,
    `
    timeline_id = "db366523-f1c6-4c1f-8731-6ce5ed9e5717"
    timeline_title = "Generic Endpoint Timeline"`,
  ],
});
