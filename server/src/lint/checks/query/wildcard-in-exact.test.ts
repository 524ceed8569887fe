import { checkFix, checkLint, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './wildcard-in-exact.js';

checkLint(lint, {
  'in a list': `
    process where process.args in ("-o*", "--output")
                                   ^^^^^ "in" does not expand the wildcard in "-o*".`,
  'in an equality': `
    process where process.args == "/text:*"
                                  ^^^^^^^^^ "==" does not expand the wildcard in "/text:*".`,
  'in an exclusion': `
    file where file.path != "/tmp/*"
                            ^^^^^^^^ "!=" does not expand the wildcard in "/tmp/*".`,
  'like and : expand wildcards': 'process where process.args like ("-o*") or process.args : "x*"',
  'a share name as Windows writes it': String.raw`any where winlog.event_data.ShareName in ("\\\\*\\ADMIN$", "x")`,
  'a comment says that the star itself is meant': `
    file where
      // rulewright-ignore wildcard-in-exact
      file.name == "*"`,
  'also at the end of the line': `
    file where file.name == "*" // rulewright-ignore wildcard-in-exact`,
});

checkFix(lint, {
  'in becomes like': examples(lint),
  'in~ becomes like~': ['process where process.args in~ ("-o*")', 'process where process.args like~ ("-o*")'],
  '== becomes like': ['process where process.args == "a*"', 'process where process.args like "a*"'],
  'a question mark would become a wildcard, so nothing is replaced': [
    'process where process.args in ("-o*", "really?")',
    'process where process.args in ("-o*", "really?")',
  ],
});
