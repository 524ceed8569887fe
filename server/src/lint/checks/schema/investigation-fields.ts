import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'investigation-fields',
  severity: 'error',
  refusedBy: 'Kibana',
  summary: 'Empty list of investigation fields',
  why: 'The list is shown with alerts and needs at least one field.',
  avoid: `[rule.investigation_fields]
field_names = []`,
  prefer: `[rule.investigation_fields]
field_names = ["host.name"]`,
  forwards: 'schema',
});
