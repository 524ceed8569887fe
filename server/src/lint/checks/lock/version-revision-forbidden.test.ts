import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './version-revision-forbidden.js';

checkLint(lint, {
  both: `
    #- rules/a.toml
    version = 3
    ^^^^^^^ The checkout counts versions itself, so a rule cannot have "version".
    revision = 1
    ^^^^^^^^ The checkout counts versions itself, so a rule cannot have "revision".
    #- _config.yaml
    rule_dirs: [rules]`,
  'versions are not locked': `
    #- rules/a.toml
    version = 3
    #- _config.yaml
    bypass_version_lock: true`,
  'no checkout': 'version = 3',
});

checkFix(lint, {
  'the line goes': [
    '#- rules/a.toml\nversion = 3 # old\nseverity = "low"\nrevision = 1\n#- _config.yaml\nrule_dirs: [rules]',
    'version = 3 # old\nseverity = "low"\n',
  ],
});
