import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'bbr-enum',
  severity: 'information',
  elasticSeverity: 'error',
  counterpart: 'definitions.BUILDING_BLOCK',
  summary: 'Unknown type of building block',
  why: 'Kibana accepts any string; the documented value is "default", and detection-rules requires it.',
  avoid: 'building_block_type = "yes"',
  prefer: 'building_block_type = "default"',
  forwards: 'schema',
});
