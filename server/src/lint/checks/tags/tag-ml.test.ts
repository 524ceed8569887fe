import { checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './tag-ml.js';

checkLint(lint, {
  'both are missing': `
    type = "machine_learning"
    tags = ["Domain: Network"]
    ^^^^ The tags "Rule Type: ML" and "Rule Type: Machine Learning" are missing: it is a machine learning rule.`,
  'another type': 'tags = ["Domain: Network"]',
});

checkFix(lint, {
  'adds the tag': examples(lint),
});
