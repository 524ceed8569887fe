import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './note-required.js';

checkLint(lint, {
  'no guide': `
    author = ["Elastic"]
    severity = "critical"
               ^^^^^^^^^^ A rule of severity "critical" needs an investigation guide in "note", with the heading "## Triage and analysis".`,
  'by somebody else': 'author = ["Somebody"]\nseverity = "critical"',
  'of lower severity': 'author = ["Elastic"]\nseverity = "medium"',
  'a building block': 'author = ["Elastic"]\nseverity = "high"\nbuilding_block_type = "default"',
});
