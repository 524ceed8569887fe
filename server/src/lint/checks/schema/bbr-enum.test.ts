import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './bbr-enum.js';

checkLint(lint, {
  'another value': avoided(lint, { '"yes"': '"yes" is not a value that "building_block_type" can have.' }),
});
