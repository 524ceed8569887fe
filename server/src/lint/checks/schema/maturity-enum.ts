import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'maturity-enum',
  severity: 'warning',
  elasticSeverity: 'error',
  counterpart: 'definitions.MATURITY',
  summary: 'Unknown maturity',
  why: 'Tools decide by the maturity what they check and ship; an unknown one is refused.',
  avoid: 'maturity = "prodution"',
  prefer: 'maturity = "production"',
  forwards: 'schema',
});
