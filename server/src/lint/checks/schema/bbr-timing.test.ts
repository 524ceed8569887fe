import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './bbr-timing.js';

checkLint(lint, {
  'both too short': `
    building_block_type = "default"
    from = "now-1h"
           ^^^^^^^^ A building block must look back 119 minutes or more.
    interval = "5m"
               ^^^^ A building block must run once an hour or less often.`,
  'no interval': `
    building_block_type = "default"
    ^^^^^^^^^^^^^^^^^^^ A building block must run once an hour or less often, so it needs "interval".
    from = "now-1d"`,
  'switched off in the file': `
    [metadata]
    bypass_bbr_timing = true
    [rule]
    building_block_type = "default"`,
  'switched off in the configuration': `
    #- rules_building_block/a.toml
    building_block_type = "default"
    #- _config.yaml
    bypass_bbr_lookback_validation: true`,
  'not a building block': 'from = "now-9m"\ninterval = "5m"',
});

checkFix(lint, {
  'one is added, one replaced': [
    'building_block_type = "default"\nfrom = "now-9m"\nrisk_score = 21',
    'building_block_type = "default"\nfrom = "now-119m"\ninterval = "60m"\nrisk_score = 21',
  ],
});
