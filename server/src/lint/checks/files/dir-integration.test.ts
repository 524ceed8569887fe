import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './dir-integration.js';

checkLint(lint, {
  'the folder of another integration': avoided(lint, {
    integration: 'The rule is in the folder of the integration "okta", but "integration" does not list it.',
  }),
  'one of several': `
    #- rules/integrations/okta/impact_user_deleted.toml
    [metadata]
    integration = ["aws", "okta"]
    [rule]`,
  'another kind of folder': '#- rules/linux/impact_disk.toml\n[metadata]\nintegration = ["endpoint"]\n[rule]',
});
