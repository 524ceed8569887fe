import { defineLint } from '../../lint.js';
import { reportGuideFaults } from './guide-faults.js';

export default defineLint({
  id: 'guide-emphasis',
  severity: 'warning',
  summary: 'Stars in the guide rendered as emphasis',
  why: 'Any two stars in a paragraph are emphasis, with spaces beside them or not, so the stars of two patterns vanish.',
  avoid: 'note = "Look in logs-* and winlogbeat-* only."',
  prefer: 'note = "Look in `logs-*` and `winlogbeat-*` only."',

  check(analysis, report) {
    reportGuideFaults(analysis, 'guide-emphasis', report);
  },
});
