import { checkLint } from '../../../../test/helpers/check-lint.js';
import lint from './transform-index.js';

checkLint(lint, {
  'one too far': `
    [metadata]
    [rule]
    note = """
    First $osquery_0, then $osquery_1.
                           ^^^^^^^^^^ "$osquery_1" has no entry: [transform] has 1 for osquery, counted from 0.
    """
    [[transform.osquery]]
    label = "Processes"`,
  'another plugin': `
    [metadata]
    [rule]
    note = "See $investigate_0"
                ^^^^^^^^^^^^^^ "$investigate_0" has no entry: [transform] has 0 for investigate, counted from 0.
    [[transform.osquery]]
    label = "Processes"`,
  'no [transform] at all': 'note = "costs $osquery_0"',
});
