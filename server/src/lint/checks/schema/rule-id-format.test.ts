import { avoided, checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './rule-id-format.js';

checkLint(lint, {
  'another form': avoided(lint, {
    '"ABCDEF00-0000-4000-8000-000000000001"':
      '"rule_id" must be a lower-case UUID such as "5b3a1c9e-7d42-4f0b-9a51-0c8d2e6f4a17", not "ABCDEF00-0000-4000-8000-000000000001".',
  }),
  'the right form': 'rule_id = "abcdef00-0000-4000-8000-000000000001"',
});

checkFix(lint, {
  'the right form': examples(lint),
});
