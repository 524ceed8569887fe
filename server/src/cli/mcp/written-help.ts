/** Instructions for writing a rule with these tools. */
export const writingRules = `Write a detection rule for Elastic Security and prove it.

1. search_rules: does such a rule already exist?
2. If there are events of the attack, draft_rule from them, with normal events as the baseline. Otherwise write the TOML yourself; find_fields gives
   the names of fields and their values.
3. check_rule until there are no errors. describe_check explains a finding.
4. synthesize_events, then write_test for each case that shows the purpose of the rule. Add the attack, and events that look like it but are
   harmless.
5. test_rule, then mutate_rule. Each survivor is a change to the rule that no test notices; write the test that comes with it, if the rule is right,
   or fix the rule.
6. Done when check_rule has no error, test_rule passes and mutate_rule has no survivors. Say what you did not prove.`;

/** The test file format, for authors of tests. */
export const testFormat = `# Test files

The tests of \`name.toml\` are in \`name.tests.yaml\` next to it:

\`\`\`yaml
defaults: {host.os.type: linux}        # merged under every event
tests:
  - name: kubectl runs inside a container
    events:                            # nested or dotted keys
      - {event.category: process, event.type: start, process.name: kubectl}
    expect: alert                      # alert, no alert, or how many alerts
  - name: a shell, then a download, within a minute
    events:
      - {at: 0s, event.category: process, process.name: sh}
      - {at: 30s, event.category: process, process.name: curl}
    expect: alert
\`\`\`

\`at\` is an offset that fills \`@timestamp\`. Rules of type new_terms take \`history:\`, threat_match \`indicators:\`, machine_learning \`anomalies:\` instead of
\`events:\`. \`exceptions:\` are exception items.
`;
