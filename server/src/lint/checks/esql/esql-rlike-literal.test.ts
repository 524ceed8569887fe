import { checkFix, checkLint, esql, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-rlike-literal.js';

const isOperator = (character: string, meaning: string): string =>
  `In RLIKE "${character}" is an operator: it ${meaning}.`;
checkLint(lint, {
  'an address': esql(`
    from logs-* | where user.name rlike ".*@a.org"
                                           ^ ${isOperator('@', 'matches any string')}`),
  'a redirection': esql(`
    from logs-* | where a rlike ".*2>&1.*"
                                     ^ ${isOperator('&', 'requires that both sides match the whole value')}`),
  'a home folder, a comment and quotes': esql(`
    from logs-* | where a rlike """~/a#b"c"d"""
                                          ^ ${isOperator('"', 'makes everything up to the next one literal')}
                                        ^ ${isOperator('"', 'makes everything up to the next one literal')}
                                      ^ ${isOperator('#', 'matches nothing')}
                                   ^ ${isOperator('~', 'matches anything except what follows')}`),
  'a list of patterns': esql(`
    from logs-* | where a rlike ("a.*", "b@c")
                                          ^ ${isOperator('@', 'matches any string')}`),
  'an empty alternative': esql(`
    from logs-* | where a rlike "(a||b)"
                                   ^^ "||" contains an empty alternative, which matches the empty string.`),
  'alternatives without parentheses': esql(`
    from logs-* | where a rlike ".*one|two|three.*"
                                 ^^^^^^^^^^^^^^^^^ The alternative ".*one" must match the whole value: ".*" belongs only to the first and last alternatives.`),
  'escaped, in a class or meant': esql(
    'from logs-* | where a rlike """.*\\@x""" and b rlike "[@&#<~]" and c rlike "~(a.*)" and d rlike "a<1-5>" and e like "*@*"',
  ),
  'alternatives that are all whole': esql(
    'from logs-* | where a rlike "one|two" and b rlike ".*(one|two).*"',
  ),
  'alternatives that all have what is around them': esql('from logs-* | where a rlike ".*one.*|.*two.*"'),
});

checkFix(lint, { 'in three quotes': examples(lint) });
checkFix(lint, {
  'in plain quotes': [
    esql('from logs-* | where user.name rlike ".*@a"'),
    esql('from logs-* | where user.name rlike ".*\\\\@a"'),
  ],
});
