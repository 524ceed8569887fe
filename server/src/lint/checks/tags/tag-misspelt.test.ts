import { checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-misspelt.js';

checkLint(lint, {
  'a tag of an index pattern': `
    tags = ["Data Source: Wnidows Security Event Logs", "Data Source: CrowdStrike"]
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Misspelt tag "Data Source: Wnidows Security Event Logs": other rules have "Data Source: Windows Security Event Logs".`,
  'a letter is missing': `
    tags = ["Domain: Endpont", "OS: Linux"]
            ^^^^^^^^^^^^^^^^^ Misspelt tag "Domain: Endpont": other rules have "Domain: Endpoint".`,
  'a letter is missing in one of several words': `
    tags = ["Tactic: Comand and Control"]
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Misspelt tag "Tactic: Comand and Control": other rules have "Tactic: Command and Control".`,
  'letter case and blanks are told by themselves': 'tags = ["OS:Linux", "os: windows"]',
  'names that are as near to each other':
    'tags = ["Data Source: AWS SQS", "Data Source: GitHub", "Domain: Work"]',
  'tags of your own': 'tags = ["team: blue", "Executon"]',
});

checkFix(lint, {
  'the usual one': examples(lint),
});
