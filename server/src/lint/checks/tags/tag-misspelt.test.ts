import { checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-misspelt.js';

checkLint(lint, {
  'a tag of an index pattern': `
    tags = ["Data Source: Wnidows Security Event Logs", "Data Source: CrowdStrike"]
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The tag "Data Source: Wnidows Security Event Logs" is nearly "Data Source: Windows Security Event Logs", which other rules have.`,
  'a letter is missing': `
    tags = ["Domain: Endpont", "OS: Linux"]
            ^^^^^^^^^^^^^^^^^ The tag "Domain: Endpont" is nearly "Domain: Endpoint", which other rules have.`,
  'a letter is missing in one of several words': `
    tags = ["Tactic: Comand and Control"]
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The tag "Tactic: Comand and Control" is nearly "Tactic: Command and Control", which other rules have.`,
  'letter case and blanks are told by themselves': 'tags = ["OS:Linux", "os: windows"]',
  'names that are as near to each other':
    'tags = ["Data Source: AWS SQS", "Data Source: GitHub", "Domain: Work"]',
  'tags of your own': 'tags = ["team: blue", "Executon"]',
});

checkFix(lint, {
  'the usual one': examples(lint),
});
