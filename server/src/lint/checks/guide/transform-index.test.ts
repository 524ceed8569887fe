import { expect, test } from 'vitest';
import { checkLint, runLint } from '../../../../../test/helpers/check-lint.js';
import lint from './transform-index.js';

checkLint(lint, {
  'one too far': `
    [metadata]
    [rule]
    note = """
    First $osquery_0, then $osquery_1.
                           ^^^^^^^^^^ "$osquery_1" has no entry: [transform] has 1 for osquery, counted from 0.
    """
    [[transform.osquery]]
    label = "Processes"`,
  'another plugin': `
    [metadata]
    [rule]
    note = "See $investigate_0"
                ^^^^^^^^^^^^^^ "$investigate_0" has no entry: [transform] has 0 for investigate, counted from 0.
    [[transform.osquery]]
    label = "Processes"`,
  'no [transform] at all': 'note = "costs $osquery_0"',
});

test.each([
  ['as many placeholders as entries', '$osquery_1', 'warning'],
  ['more placeholders than entries, which tests refuse', '$osquery_0 $osquery_1', 'error'],
])('%s', (_, note, severity) => {
  const text = `#- rules/a.toml
[metadata]
maturity = "production"
[rule]
note = "${note}"
[[transform.osquery]]
label = "a"
#- detection_rules/etc/_config.yaml
rule_dirs: [rules]`;
  expect(runLint(lint, text).problems.map((problem) => problem.severity)).toEqual([severity]);
});
