import { defineLint } from '../../lint.js';
import { reportGuideFaults } from './guide-faults.js';

export default defineLint({
  id: 'guide-emphasis',
  severity: 'warning',
  summary: 'Stars in the guide rendered as emphasis',
  why: 'Kibana reads any two stars in a paragraph as emphasis, with or without spaces around them, so the stars of two patterns disappear.',
  avoid: 'note = "Look in logs-* and winlogbeat-* only."',
  prefer: 'note = "Look in `logs-*` and `winlogbeat-*` only."',

  check(analysis, report) {
    reportGuideFaults(analysis, 'guide-emphasis', report);
  },
});
