import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-until-missing.js';

const steps = 'sequence with maxspan=1m [any where process.name == "a"] [any where process.name == "b"]';

checkLint(lint, {
  'the mark is ignored': `
    ${steps} until ![any where process.name == "c"]
    ${' '.repeat(steps.length + 7)}^ Elasticsearch ignores the "!" of "until": the sequence ends when an event matches.`,
  'until without it, and a missing event as a step': `
    sequence with maxspan=1m [any where true] ![any where false] until [any where process.name == "c"]`,
});

checkFix(lint, {
  'it can go': [`${steps} until ![any where true]`, `${steps} until [any where true]`],
});
