import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-version-feature.js';

const rule = (stack: string, query: string): string => `
    [metadata]
    min_stack_version = "${stack}"
    [rule]
    type = "eql"
    language = "eql"
    query = '''
    ${query}
    '''`;

checkLint(lint, {
  'a missing event': rule(
    '8.8',
    `sequence by host.id with maxspan=1m [process where true] ![file where true]
                                                             ^^ A missing event needs stack 8.9, but "min_stack_version" is 8.8.`,
  ),
  'a stack that knows it': rule(
    '8.10.0',
    'sequence by host.id with maxspan=1m [process where true] ![file where true]',
  ),
});
