import { defineLint } from '../../lint.js';

export default defineLint({
  id: 'max-signals',
  severity: 'warning',
  elasticSeverity: 'error',
  summary: '"max_signals" outside 1 to 1000',
  why: 'A run raises at least one alert and, unless the cluster allows more, at most 1000.',
  avoid: 'max_signals = 5000',
  prefer: 'max_signals = 1000',
  forwards: 'schema',
});
