import { defineLint } from '../lint.js';

export default defineLint({
  id: 'max-signals',
  severity: 'error',
  summary: '"max_signals" outside 1 to 1000',
  why: 'A run raises at least one alert and at most 1000, whatever the rule says.',
  avoid: 'max_signals = 5000',
  prefer: 'max_signals = 1000',
  forwards: 'schema',
});
