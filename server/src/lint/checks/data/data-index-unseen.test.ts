import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import { learnedRule } from '../../../../../test/helpers/learned-rule.js';
import lint from './data-index-unseen.js';

const sources = { 'logs-doors-default': { documents: 5_000, fields: {} } };
const withIndex = (keys: string, learned: object = sources): string =>
  learnedRule('any where true', { keys, sources: learned as typeof sources });

checkLint(lint, {
  'the example': avoided(lint, {
    '["logs-gates-*"]': 'No event was seen in "logs-gates-*", so the rule cannot alert.',
  }),
  'many patterns': withIndex(`index = ["a", "b", "c", "d", "e"]
        ^^^^^^^^^^^^^^^^^^^^^^^^^ No event was seen in "a", "b", "c" and 2 more, so the rule cannot alert.`),
  'one of the patterns has events': withIndex('index = ["logs-gates-*", "logs-*"]'),
  excluded: withIndex(
    'index = ["logs-gates-*", "-logs-doors-*"]\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No event was seen in "logs-gates-*", "-logs-doors-*", so the rule cannot alert.',
  ),
  'no index': withIndex('name = "x"'),
  'events whose index is not known': withIndex('index = ["winlogbeat-*"]', {
    'windows.security': { kind: 'dataset', documents: 5, fields: {} },
  }),
  'a mapping of the index': withIndex('index = ["logs-gates-*"]', {
    ...sources,
    'logs-gates-default': { fields: {} },
  }),
  'mappings alone': withIndex('index = ["logs-gates-*"]', { 'logs-doors-default': { fields: {} } }),
  'nothing learned': 'index = ["logs-gates-*"]',
});
