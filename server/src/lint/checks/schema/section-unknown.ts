import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'section-unknown',
  severity: 'warning',
  summary: 'Unused table',
  why: 'A rule file has the tables [metadata], [rule] and [transform]. All others are silently ignored.',
  avoid: `[metadata]
[rule]
[notes]
text = "x"`,
  prefer: `[metadata]
[metadata.extended]
notes = "x"
[rule]`,
  forwards: 'schema',
});
