import { checkFix } from '../../../../../test/helpers/check-lint.js';
import lint from './fmt-trailing-space.js';

checkFix(lint, {
  'spaces outside of texts': [
    'severity = "low"  \nnote = """\na  \n"""\t',
    'severity = "low"\nnote = """\na  \n"""',
  ],
});
