import { describe, expect, it } from 'vitest';
import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import { defaultConfiguration } from '../../configuration.js';
import { completeExample } from '../../examples.js';
import { lintRule } from '../../run.js';
import lint from './tag-casing.js';

checkLint(lint, {
  'another letter case': `
    tags = ["Tactic: Command And Control"]
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The tag "Tactic: Command And Control" is written "Tactic: Command and Control" everywhere else.`,
  'without the blank': `
    tags = ["OS:Linux"]
            ^^^^^^^^^^ The tag "OS:Linux" is written "OS: Linux" everywhere else.`,
  'spellings that real rules share': 'tags = ["Data Source: AWS Cloudtrail", "Data Source: AWS CloudTrail"]',
  'a tag of your own': 'tags = ["team: blue", "Tactic: Annoyance"]',
});

checkFix(lint, {
  'the usual one': ['tags = ["os: windows"]', 'tags = ["OS: Windows"]'],
});

describe('severity in the profile "elastic"', () => {
  const severityOf = (tag: string) =>
    lintRule(completeExample(`tags = ["${tag}"]`).text, {
      configuration: { ...defaultConfiguration, profile: 'elastic' },
    })
      .filter(({ code }) => code === 'tag-casing')
      .map(({ severity }) => severity);

  it('is an error where the tests of detection-rules refuse the tag', () => {
    expect(severityOf('OS: MacOS')).toEqual(['error']);
  });

  it('is a hint for other tags', () => {
    expect(severityOf('Data Source: Suricata')).toEqual([]);
    expect(severityOf('Data Source: suricata')).toEqual(['hint']);
  });
});
