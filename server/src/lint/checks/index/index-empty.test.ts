import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './index-empty.js';

checkLint(lint, {
  'no pattern': avoided(lint, {
    '[]': '"index" is empty: the rule searches no index, and the default patterns are not used instead.',
  }),
  'no pattern for indicators': `
    type = "threat_match"
    threat_index = []
                   ^^ "threat_index" is empty: there are no indicators to match with.`,
  'a data view': 'index = []\ndata_view_id = "security"',
  'a pattern': 'index = ["logs-*"]',
});
