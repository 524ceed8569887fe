import { defineLint } from '../../lint.js';
import { reportGuideFaults } from './guide-faults.js';

export default defineLint({
  id: 'guide-link',
  severity: 'warning',
  summary: 'Broken link in the guide',
  why: 'Analysts follow links in the guide during an investigation. Kibana accepts addresses with https, http or mailto, and those that start with "/".',
  avoid: 'note = "See [the wiki](htps://example.org/wiki)."',
  prefer: 'note = "See [the wiki](https://example.org/wiki)."',

  check(analysis, report) {
    reportGuideFaults(analysis, 'guide-link', report);
  },
});
