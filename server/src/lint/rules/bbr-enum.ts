import { defineLint } from '../lint.js';

export default defineLint({
  id: 'bbr-enum',
  severity: 'error',
  summary: 'Unknown type of building block',
  why: 'The only type is "default".',
  avoid: 'building_block_type = "yes"',
  prefer: 'building_block_type = "default"',
  forwards: 'schema',
});
