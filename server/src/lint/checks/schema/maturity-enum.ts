import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'maturity-enum',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'definitions.MATURITY',
  summary: 'Unknown maturity',
  why: 'The maturity decides what tools check and ship, and they refuse an unknown one.',
  avoid: 'maturity = "prodution"',
  prefer: 'maturity = "production"',
  forwards: 'schema',
});
