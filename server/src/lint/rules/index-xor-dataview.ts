import { defineLint } from '../lint.js';

export default defineLint({
  id: 'index-xor-dataview',
  severity: 'error',
  summary: 'Both "index" and "data_view_id"',
  why: 'A rule searches either index patterns or a data view.',
  avoid: `index = ["logs-*"]
data_view_id = "security"`,
  prefer: 'index = ["logs-*"]',
  forwards: 'schema',
});
