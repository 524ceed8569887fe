import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './dir-bbr.js';

checkLint(lint, {
  'a building block among other rules': avoided(lint, {
    building_block_type: 'A building block belongs in the folder rules_building_block.',
  }),
  'another rule among building blocks': `
    #- rules_building_block/discovery_users.toml
    [metadata]
    ^^^^^^^^^^ A rule in the folder rules_building_block needs "building_block_type".
    [rule]`,
  'the folder is not known': '[metadata]\n[rule]\nbuilding_block_type = "default"',
  'custom rules': `
    #- rules/discovery_users.toml
    [metadata]
    [rule]
    building_block_type = "default"
    #- _config.yaml
    rule_dirs: [rules]`,
});
