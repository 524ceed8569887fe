import { expect, test } from 'vitest';
import { checkFix, checkLint, runLint } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-required-by-index.js';

checkLint(lint, {
  'a missing tag': `
    index = ["logs-aws*"]
    tags = ["Domain: Cloud"]
    ^^^^ The tags "Data Source: AWS" and "Data Source: Amazon Web Services" are missing: the rule reads "logs-aws*".`,
  'two patterns of one source': `
    index = ["logs-endpoint.events.file-*", "logs-endpoint.events.process-*"]
    tags = ["Domain: Endpoint"]
    ^^^^ The tag "Data Source: Elastic Defend" is missing: the rule reads "logs-endpoint.events.file-*".`,
  'another pattern': 'index = ["logs-endpoint.*"]\ntags = []',
});

checkFix(lint, {
  'the tag is added': [
    'index = ["endgame-*"]\ntags = [\n    "Domain: Endpoint",\n]',
    'index = ["endgame-*"]\ntags = [\n    "Domain: Endpoint",\n    "Data Source: Elastic Endgame",\n]',
  ],
  'in place of one that is nearly it': [
    'index = ["logs-crowdstrike.fdr*"]\ntags = ["OS: Linux", "Data Source: CrowdStrike"]',
    'index = ["logs-crowdstrike.fdr*"]\ntags = ["OS: Linux", "Data Source: Crowdstrike"]',
  ],
  'to an empty list': [
    'index = ["endgame-*"]\ntags = []',
    'index = ["endgame-*"]\ntags = ["Data Source: Elastic Endgame"]',
  ],
});

test('only what tests demand is an error', () => {
  const [found] = runLint(lint, 'index = ["endgame-*"]\ntags = []').problems;
  expect(found?.severity).toBe('information');
});
