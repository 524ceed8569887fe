import { keySpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';
import { fileSpan, isCustomRule, parentFolder } from './file-place.js';

const folder = 'rules_building_block';

export default defineLint({
  id: 'dir-bbr',
  severity: 'error',
  profile: 'elastic',
  counterpart: 'test_all_rules.test_bbr_in_correct_dir',
  summary: 'Building block outside its folder, or another rule inside it',
  why: 'The folder rules_building_block is built into a separate package.',
  avoid: `#- rules/linux/discovery_users.toml
[metadata]
[rule]
building_block_type = "default"`,
  prefer: `#- rules_building_block/discovery_users.toml
[metadata]
[rule]
building_block_type = "default"`,

  check(analysis, report) {
    const { rule, document } = analysis;
    const parent = parentFolder(analysis);
    const isBlock = rule.table.building_block_type !== undefined;
    if (parent === undefined || isBlock === (parent === folder) || isCustomRule(analysis)) return;
    report({
      span: isBlock ? keySpan(document, ['rule', 'building_block_type']) : fileSpan(analysis),
      message: isBlock
        ? `A building block belongs in the folder ${folder}.`
        : `A rule in the folder ${folder} needs "building_block_type".`,
      help: isBlock ? 'Move the file.' : 'Move the file, or set "building_block_type" to "default".',
    });
  },
});
