import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './transform-shape.js';

const provider = '{ excluded = false, field = "a", queryType = "phrase", value = "b", valueType = "string" }';

checkLint(lint, {
  'a group without brackets of its own': `
    [[transform.investigate]]
    label = "a"
    providers = [${provider}]
                 ${'^'.repeat(provider.length)} Each group in "providers" must be a list of one or more tables.`,
  'a text instead of a term': `
    [[transform.investigate]]
    label = "a"
    providers = [["host.id"]]
                  ^^^^^^^^^ A provider must be a table.`,
  'half a time range': `
    [[transform.investigate]]
    label = "a"
    providers = [[${provider}]]
    relativeFrom = "now-1h"
    ^^^^^^^^^^^^ "relativeFrom" needs "relativeTo".`,
  'a misspelt key is another matter': `
    [[transform.investigate]]
    label = "a"
    providers = [[${provider}]]
    relativeFrom = "now-1h"
    relativTo = "now"`.replace('relativTo', 'relativeTO'),
});
