import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './toml-duplicate-key.js';

checkLint(lint, {
  'a key': avoided(lint, { name: 'Key "name" is already defined; TOML allows it only once.' }),
  'a table': `
    [metadata]

    [rule]

    [metadata]
     ^^^^^^^^ Table "metadata" is already defined; TOML allows it only once.`,
  'a key in quotes': `
    [rule]
    "name" = "A"
    "name" = "B"
    ^^^^^^ Key "name" is already defined; TOML allows it only once.`,
  'a key twice in a table in a line': `
    meta = { a = 1, a = 2 }
                    ^ Key "a" is already defined in this table; TOML allows it only once.`,
  'the same key in two tables': `
    [[rule.threat]]
    framework = "MITRE ATT&CK"
    [[rule.threat]]
    framework = "MITRE ATT&CK"`,
});
