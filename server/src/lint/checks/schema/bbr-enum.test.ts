import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './bbr-enum.js';

checkLint(lint, {
  'another value': avoided(lint, { '"yes"': '"building_block_type" cannot be "yes".' }),
});
