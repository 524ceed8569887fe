import { defineLint } from '../../lint.js';
import { reportGuideFaults } from './guide-faults.js';

export default defineLint({
  id: 'guide-markdown',
  severity: 'warning',
  summary: 'Markdown of the guide that Kibana reads differently',
  why: 'Kibana needs an empty line before a table, has no footnotes and no alerts, and shows a check box where a block starts with "[x]".',
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
