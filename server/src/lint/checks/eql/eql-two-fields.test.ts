import { avoided, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-two-fields.js';

checkLint(lint, {
  'an exclusion holds where a field is missing': avoided(lint, {
    'endsWith(user.domain, host.domain)':
      'On an event without "user.domain" the function returns no value, so the condition fails and its negation holds.',
  }),
  'the field that is not tested is named, also within another function': `
    any where source.ip != null and not endsWith(string(source.ip), string(host.ip))
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ On an event without "host.ip" the function returns no value, so the condition fails and its negation holds.`,
  'stringContains fails the search': `
    process where stringContains(process.command_line, process.name)
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The search fails on an event without "process.name".`,
  'without its first field it has no value': `
    process where process.name != null and stringContains(process.command_line, process.name)
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ On an event without "process.command_line" the function returns no value, so the condition fails and its negation holds.`,
  'both are tested':
    'any where user.domain != null and host.domain != null and not endsWith(user.domain, host.domain)',
  'one field and a constant': 'any where endsWith(user.domain, "local") or startsWith("abc", user.name)',
});
