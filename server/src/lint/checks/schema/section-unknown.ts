import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'section-unknown',
  severity: 'warning',
  summary: 'Table that no reader of rules looks at',
  why: 'A rule file has the tables [metadata], [rule] and [transform]; everything else is left out without a word.',
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
