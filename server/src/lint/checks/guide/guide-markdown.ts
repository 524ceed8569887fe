import { defineLint } from '../../lint.js';
import { reportGuideFaults } from './guide-faults.js';

export default defineLint({
  id: 'guide-markdown',
  severity: 'warning',
  summary: 'Markdown in the guide that Kibana reads differently',
  why: 'Kibana needs an empty line before a table, does not support footnotes or alerts, and shows a check box if a block starts with "[x]".',
  avoid: `note = '''
Fields to look at:
| field | meaning |
|-------|---------|
| user.name | who |
'''`,
  prefer: `note = '''
Fields to look at:

| field | meaning |
|-------|---------|
| user.name | who |
'''`,

  check(analysis, report) {
    reportGuideFaults(analysis, 'guide-markdown', report);
  },
});
