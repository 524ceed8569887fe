import { defineLint } from '../../lint.js';
import { reportGuideFaults } from './guide-faults.js';

export default defineLint({
  id: 'guide-html',
  severity: 'warning',
  summary: 'HTML in the guide, or words in angle brackets',
  why: 'Kibana drops HTML, and reads "<hostname>" as HTML too. A block that starts with a tag is dropped completely.',
  avoid: `note = "Run the command on <hostname>."`,
  prefer: 'note = "Run the command on `<hostname>`."',

  check(analysis, report) {
    reportGuideFaults(analysis, 'guide-html', report);
  },
});
