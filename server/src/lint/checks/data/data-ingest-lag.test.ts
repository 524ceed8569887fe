import { avoided, checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import { learnedRule } from '../../../../../test/helpers/learned-rule.js';
import lint from './data-ingest-lag.js';

const lagging = (keys: string, p99 = 900, documents = 5_000, p50 = 1): string =>
  learnedRule('any where true', {
    keys: `index = ["logs-*"]\n${keys}`,
    sources: {
      'logs-doors-default': { documents: 5_000, fields: {}, lag: { documents, p50, p99 } },
      'logs-gates-default': { documents: 5_000, fields: {}, lag: { documents, p50: 1, p99: 2 } },
    },
  });
const message = (late: string, spare: string): string =>
  `1 % of the events of "logs-doors-default" arrive more than ${late} late, but runs look back only ${spare} beyond the interval: the rule misses them.`;

checkLint(lint, {
  'the example': avoided(lint, { '"now-6m"': message('15m', '1m') }),
  'the default schedule': lagging('name = "x"', 90).replace(
    'index = ["logs-*"]',
    `index = ["logs-*"]\n        ^^^^^^^^^^ ${message('90s', '1m')}`,
  ),
  enough: lagging('from = "now-20m"'),
  'by the time of arrival': lagging('timestamp_override = "event.ingested"'),
  'a gap between runs is for schedule-gap': lagging('from = "now-1m"'),
  'another form of time': lagging('from = "now/d"'),
  'old events that were sent again': lagging('from = "now-6m"', 9_000_000, 5_000, 8_000_000),
  'few events': lagging('from = "now-6m"', 900, 10),
});

checkFix(lint, {
  'an earlier start': [
    lagging('from = "now-6m"'),
    lagging('from = "now-20m"')
      .replace(/\n#- \.rulewright[\s\S]*$/, '')
      .replace(/^#- .*\n/, ''),
  ],
});
