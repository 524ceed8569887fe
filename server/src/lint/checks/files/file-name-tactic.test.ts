import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './file-name-tactic.js';

const rule = (author: string, type: string): string => `
    maturity = "production"
    [rule]
    author = ["${author}"]
    type = "${type}"
    [[rule.threat]]
    [rule.threat.tactic]
    name = "Command and Control"
    [[rule.threat]]
    [rule.threat.tactic]
    name = "Execution"`;

checkLint(lint, {
  'the second tactic': `
    #- rules/linux/execution_tunnel.toml
    [metadata]
    ^^^^^^^^^^ The file name "execution_tunnel.toml" does not start with the first tactic of the rule, "command_and_control".${rule('Elastic', 'eql')}`,
  'the first tactic': `
    #- rules/linux/command_and_control_tunnel.toml
    [metadata]${rule('Elastic', 'eql')}`,
  'somebody else names files as they like': `
    #- rules/tunnel.toml
    [metadata]${rule('Somebody', 'eql')}`,
  'machine learning': `
    #- rules/ml/ml_tunnel.toml
    [metadata]${rule('Elastic', 'machine_learning')}`,
  'the configuration says no': `
    #- rules/tunnel.toml
    [metadata]${rule('Elastic', 'eql')}
    #- _config.yaml
    rule_dirs: [rules]
    no_tactic_filename: true`,
});
