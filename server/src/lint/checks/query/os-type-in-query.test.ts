import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './os-type-in-query.js';

checkLint(lint, {
  'no clause': `
    #- rules/macos/execution_shell.toml
    query = "process where true"
    ^^^^^ The rule is in the folder "macos", but its query does not test "host.os.type".`,
  'ES|QL': `
    #- rules/macos/execution_shell.toml
    type = "esql"
    language = "esql"
    query = "from logs-*"`,
  'another folder': `
    #- rules/network/execution_shell.toml
    query = "process where true"`,
});

const fix = (type: string, language: string, query: string): string => `
    #- rules/windows/execution_shell.toml
    type = "${type}"
    language = "${language}"
    query = '''
    ${query}
    '''`;
const fixed = (type: string, language: string, query: string): string =>
  fix(type, language, query).replace(/ *#-.*\n/, '');

checkFix(lint, {
  EQL: [
    fix('eql', 'eql', 'process where process.name == "a" and process.pid > 1 | head 1'),
    fixed(
      'eql',
      'eql',
      'process where host.os.type == "windows" and process.name == "a" and process.pid > 1 | head 1',
    ),
  ],
  'EQL with "or"': [
    fix('eql', 'eql', 'process where process.name == "a" or process.pid > 1 | head 1'),
    fixed(
      'eql',
      'eql',
      'process where host.os.type == "windows" and (process.name == "a" or process.pid > 1) | head 1',
    ),
  ],
  'EQL in parentheses': [
    fix('eql', 'eql', 'process where (process.name == "a" or process.pid > 1)'),
    fix('eql', 'eql', 'process where (process.name == "a" or process.pid > 1)').replace(/ *#-.*\n/, ''),
  ],
  'KQL with "or"': [
    fix('query', 'kuery', 'process.name: a or process.pid > 1'),
    fixed('query', 'kuery', 'host.os.type: windows and (process.name: a or process.pid > 1)'),
  ],
});
