import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-prefix.js';

checkLint(lint, {
  'no prefix, or another': `
    tags = ["Linux", "Team: Blue", "OS: Linux"]
            ^^^^^^^ The tag "Linux" has no known prefix.
                     ^^^^^^^^^^^^ The tag "Team: Blue" has no known prefix.`,
  'switched off in the configuration': `
    #- rules/a.toml
    [metadata]
    maturity = "production"
    [rule]
    tags = ["Linux"]
    #- _config.yaml
    bypass_tags_validation: true`,
});
