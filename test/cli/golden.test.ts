import { afterAll, describe, test } from 'vitest';
import { createWorkspace } from '../helpers/workspace.js';
import { checkoutFiles } from './checkout-files.js';
import { ruleTypeFiles } from './rule-type-files.js';
import { checkGolden } from './run-cli.js';
import { sampleFiles } from './sample-files.js';

const workspace = createWorkspace({ ...sampleFiles, ...ruleTypeFiles });
const cwd = workspace.folder;
afterAll(workspace.remove);

const firstSignIn = ['types/first_sign_in.toml', '--events', 'inputs/sign-ins.ndjson'];
const rated = ['types/rated.toml', '--events', 'inputs/rated.ndjson'];
const history = ['--history', 'inputs/earlier-sign-ins.ndjson'];
const listedLink = ['types/listed_link.toml', '--events', 'inputs/visits.ndjson'];
const indicators = ['--indicators', 'inputs/indicators.ndjson'];

const explainKubectl = ['explain', 'rules/container_tool.toml', '--events', 'fixtures/processes.ndjson'];

/** Commands whose output is compared, by name of the golden file. */
const commands: Readonly<Record<string, readonly string[]>> = {
  'help/rulewright': ['--help'],
  'help/lint': ['lint', '--help'],
  'help/fmt': ['fmt', '--help'],
  'help/test': ['test', '--help'],
  'help/run': ['run', '--help'],
  'help/backtest': ['backtest', '--help'],
  'help/draft': ['draft', '--help'],
  'help/tune': ['tune', '--help'],
  'help/explain': ['explain', '--help'],
  'help/guide': ['guide', '--help'],
  'help/site': ['site', '--help'],
  'help/new': ['new', '--help'],
  'help/init': ['init', '--help'],
  'help/by-command': ['help', 'fmt'],
  'help/docs': ['docs', '--help'],
  'help/lsp': ['lsp', '--help'],
  'help/mcp': ['mcp', '--help'],

  'usage/no-command': [],
  'usage/unknown-command': ['lnit', 'rules'],
  'usage/unknown-command-far': ['deploy'],
  'usage/unknown-option': ['lint', '--formt', 'json'],
  'usage/wrong-value': ['lint', '--format', 'xml'],
  'usage/missing-value': ['run', 'rules/container_tool.toml', '--events'],
  'usage/run-no-such-rule': ['run', 'nowhere.toml'],
  'usage/run-folder-without-rules': ['run', 'fixtures', '--events', 'fixtures'],
  'usage/run-empty-field': ['run', 'rules', '--fields', 'process.name,'],
  'usage/run-without-rule': ['run', '--events', 'fixtures'],
  'usage/run-rule-and-query': ['run', 'rules', '--query', 'any where true'],
  'usage/explain-two-rules': ['explain', 'rules/cloud.toml', 'rules/container_tool.toml'],
  'usage/explain-event-no-number': [...explainKubectl, '--event', 'first'],
  'usage/explain-event-too-high': [...explainKubectl, '--event', '9'],
  'usage/guide-without-rule': ['guide'],
  'usage/lsp-without-stdio': ['lsp'],
  'usage/docs-misspelt': ['docs', 'wildcard-in-exakt'],
  'usage/docs-subject': ['docs', 'date'],
  'usage/docs-unknown': ['docs', 'nothing'],
  'usage/docs-without-code': ['docs'],
  'usage/fix-and-dry-run': ['lint', 'rules', '--fix', '--fix-dry-run'],
  'help/diff': ['diff', '--help'],
  'help/export': ['export', '--help'],
  'help/import': ['import', '--help'],
  'help/coverage': ['coverage', '--help'],
  'coverage/rules': ['coverage', 'rules', '--verbose'],
  'usage/coverage-gaps': ['coverage', 'rules', '--fail-on-gaps'],
  'help/attack': ['attack', '--help'],
  'usage/attack-without-version': ['attack', 'migrate', 'rules'],
  'help/search': ['search', '--help'],
  'search/found': ['search', 'severity : * and language : eql', 'rules'],
  'search/unknown-field': ['search', 'severty : high', 'rules'],
  'help/sigma': ['sigma', '--help'],
  'usage/sigma-without-folder': ['sigma', 'import', 'rules'],
  'help/stack': ['stack', '--help'],
  'help/preview': ['preview', '--help'],
  'help/state': ['state', '--help'],
  'usage/state-without-profile': ['state'],
  'usage/stack-unknown-profile': ['run', 'rules', '--on', 'production'],
  'usage/run-last-without-on': ['run', 'rules', '--last', '7d'],
  'help/fields': ['fields', '--help'],
  'usage/fields-without-learn': ['fields', 'forget'],
  'usage/fields-without-data': ['fields', 'learn'],
  'usage/fields-write-nowhere': ['fields', 'learn', '--events', 'fixtures', '--write', 'nowhere'],
  'fields/learn': ['fields', 'learn', '--events', 'fixtures'],
  'fields/learn-verbose': [
    'fields',
    'learn',
    '--events',
    'pipeline/logins.ndjson',
    '--index',
    'logs-x',
    '--verbose',
  ],
  'usage/import-without-folder': ['import', 'export.ndjson'],
  'usage/export-without-rule': ['export'],
  'usage/export-stack': ['export', 'rules/cloud.toml', '--stack', 'newest'],

  'usage/backtest-without-events': ['backtest', 'rules'],
  'backtest/rules': [
    'backtest',
    'rules',
    'types',
    '--events',
    'fixtures',
    '--events',
    'inputs/sign-ins.ndjson',
  ],
  'backtest/failures': [
    'backtest',
    'rules',
    '--events',
    'fixtures',
    '--expect',
    'inputs/all.expectations.yaml',
  ],
  'backtest/markdown': [
    'backtest',
    'rules',
    '--events',
    'fixtures',
    '--expect',
    'inputs/all.expectations.yaml',
    '--format',
    'markdown',
  ],
  'backtest/junit': [
    'backtest',
    'rules',
    '--events',
    'fixtures',
    '--expect',
    'inputs/all.expectations.yaml',
    '--format',
    'junit',
  ],

  'lint/one-rule': ['lint', 'rules/nested/misspelt.toml'],
  'lint/folder': ['lint', 'rules'],
  'lint/current-folder': ['lint'],
  'lint/misspelt-events': ['lint', 'faults'],
  'lint/stub': ['lint', 'begun'],
  'lint/clean': ['lint', 'rules/container_tool.toml', 'rules/container_tool.tests.yaml'],
  'lint/fail-on-warning': ['lint', 'rules/nested/misspelt.toml', '--fail-on', 'warning'],

  'lint/fix-dry-run': ['lint', 'rules/nested/misspelt.toml', '--fix-dry-run'],

  'fmt/check': ['fmt', '--check', 'unformatted', 'rules'],
  'fmt/check-verbose': ['fmt', '--check', '--verbose', 'unformatted', 'rules'],
  'fmt/nothing-to-change': ['fmt', '--check', 'rules'],
  'fmt/no-rule': ['fmt', '--check', 'rules/Cargo.toml'],

  'docs/check': ['docs', 'wildcard-in-exact'],
  'docs/other-code': ['docs', 'test-rule'],

  'test/passing': ['test', 'rules'],
  'test/passing-verbose': ['test', 'rules', '--verbose'],
  'test/failing': ['test', 'failing'],
  'test/rule-instead-of-test-file': ['test', 'rules/container_tool.toml'],
  'test/rule-without-tests': ['test', 'rules/download_then_run.toml'],

  'test/no-test-files': ['test', 'fixtures'],
  'test/require-tests': ['test', 'rules', '--require-tests'],
  'test/require-tests-met': ['test', 'grouped', '--require-tests'],
  'test/faults-of-files': ['test', 'faults'],

  'test/threshold': ['test', 'grouped'],

  'test/rule-types': ['test', 'types', '--verbose'],

  'run/without-limits': ['run', ...rated],
  'run/as-engine': ['run', ...rated, '--as-engine'],
  'run/as-engine-exceptions': ['run', ...rated, '--as-engine', '--exceptions', 'inputs/exceptions.ndjson'],
  'run/as-engine-json': ['run', ...rated, '--as-engine', '--format', 'json'],
  'run/as-engine-at-a-time': ['run', ...rated, '--as-engine', '--now', '2026-01-10T11:05:00Z'],
  'run/as-engine-without-rule': ['run', '--query', 'a: b', '--as-engine', '--events', 'inputs'],
  'run/anomalies': ['run', 'types/unusual.toml', '--events', 'inputs/anomalies.ndjson'],
  'run/new-terms': ['run', ...firstSignIn, ...history],
  'run/threat-match': ['run', ...listedLink, ...indicators],
  'run/threat-match-json': ['run', ...listedLink, ...indicators, '--format', 'json'],
  'run/indicators-missing': ['run', ...listedLink, '--indicators', 'nowhere.ndjson'],
  'mutate/sample': ['mutate', 'rules/container_tool.toml'],
  'mutate/json': ['mutate', 'grouped/often.toml', '--format', 'json'],
  'mutate/min-score': ['mutate', 'rules/container_tool.toml', '--min-score', '100'],
  'mutate/wrong-score': ['mutate', '--min-score', 'x'],
  'synth/tool': ['synth', 'rules/container_tool.toml'],
  'synth/each-value': ['synth', 'rules/container_tool.toml', '--match', '--each-value', '--seed', '2'],
  'synth/json': ['synth', 'grouped/often.toml', '--format', 'json'],
  'synth/no-rule': ['synth'],
  'synth/seed': ['synth', 'rules/container_tool.toml', '--seed', 'x'],
  'run/threshold': ['run', 'grouped/often.toml', '--events', 'fixtures'],
  'run/folder-on-folder': ['run', 'rules', '--events', 'fixtures'],
  'run/argument-as-typed': ['run', './rules/../rules/container_tool.toml', '--events', './fixtures/'],
  'run/fixtures-by-default': ['run', 'with-fixtures/tool.toml'],
  'run/query': ['run', '--query', 'process where process.name == "curl"', '--events', 'fixtures'],
  'run/query-on-fixtures': ['run', '--query', 'process.name: curl', '--language', 'kql'],
  'run/query-with-unknown-field': [
    'run',
    '--query',
    'process where proces.name == "curl" or process.name == "kubectl"',
    '--events',
    'fixtures',
  ],
  'run/fields': ['run', 'rules', '--events', 'fixtures', '--fields', 'process.name,host.os.type,user.name'],
  'run/fields-json': [
    'run',
    'rules/container_tool.toml',
    '--events',
    'fixtures',
    '--fields',
    'process.name,user.name',
    '--format',
    'json',
  ],
  'run/fields-of-a-group': ['run', 'grouped/often.toml', '--events', 'fixtures', '--fields', 'process.name'],
  'run/query-with-error': ['run', '--query', 'process where process.name =', '--events', 'fixtures'],
  'run/query-in-kuery': [
    'run',
    '--query',
    'process.name: (curl or k*l) and not process.executable: "/tmp/kubectl"',
    '--language',
    'kuery',
    '--events',
    'fixtures',
    '--verbose',
  ],
  'run/query-in-lucene': [
    'run',
    '--query',
    'process.name:(curl OR k*l) AND NOT process.executable:/[^u]+tmp.*/ OR host.id:h9',
    '--language',
    'lucene',
    '--events',
    'fixtures',
    '--verbose',
  ],
  'run/query-in-esql': ['run', '--query', 'from logs', '--language', 'esql', '--events', 'fixtures'],
  'run/query-with-warning': [
    'run',
    '--query',
    'from * | eval share = 1 / 0 | stats n = count(share)',
    '--language',
    'esql',
    '--events',
    'fixtures',
  ],
  'run/nothing-matches': ['run', '--query', 'file where true', '--events', 'fixtures'],

  'explain/nearest': explainKubectl,
  'explain/no-match': [...explainKubectl, '--event', '2'],
  'explain/sequence': [
    'explain',
    'rules/download_then_run.toml',
    '--events',
    'fixtures/processes.ndjson',
    '--event',
    '1',
  ],
  'explain/by-line': ['explain', 'rules/container_tool.toml', '--event', 'fixtures/processes.ndjson:3'],
  'explain/whole-sequence': ['explain', 'rules/download_then_run.toml', '--events', 'fixtures'],
  'explain/sequence-not-complete': ['explain', 'rules/download_then_run.toml', '--events', 'fixtures/more'],
  'explain/kql': ['explain', 'rules/cloud.toml', '--events', 'fixtures'],
  'explain/threshold': ['explain', 'grouped/often.toml', '--events', 'fixtures'],
  'explain/filters': ['explain', ...rated, '--event', '5'],
  'explain/exceptions': ['explain', ...rated, '--event', '3', '--exceptions', 'inputs/exceptions.ndjson'],
  'explain/anomaly': ['explain', 'types/unusual.toml', '--events', 'inputs/anomalies.ndjson', '--event', '0'],
  'explain/new-terms': ['explain', ...firstSignIn, ...history],
  'explain/threat-match': ['explain', ...listedLink, ...indicators],
  'explain/threat-match-without-indicators': ['explain', ...listedLink],
  'explain/pipeline': ['explain', 'pipeline/hosts.toml', '--events', 'pipeline/logins.ndjson'],
  'explain/row-of-an-event': ['explain', 'pipeline/hosts.toml', '--event', 'pipeline/logins.ndjson:2'],
  'explain/warnings-json': [
    'explain',
    'pipeline/hosts.toml',
    '--event',
    'pipeline/logins.ndjson:2',
    '--format',
    'json',
  ],
  'run/rows': ['run', 'pipeline/hosts.toml', '--events', 'pipeline/logins.ndjson'],
  'explain/not-supported': ['explain', 'pipeline/rows.toml', '--events', 'fixtures'],

  'guide/markdown': ['guide', 'rules/container_tool.toml'],
};

const checkout = createWorkspace(checkoutFiles);
afterAll(checkout.remove);

/** The same for a checkout of detection-rules. */
const commandsInCheckout: Readonly<Record<string, readonly string[]>> = {
  'checkout/lint': ['lint'],
  'checkout/lint-verbose': ['lint', 'rules', '--verbose'],
};

describe.concurrent('the command line prints', () => {
  for (const [name, args] of Object.entries(commands)) test(name, () => checkGolden(name, args, { cwd }));
  for (const [name, args] of Object.entries(commandsInCheckout))
    test(name, () => checkGolden(name, args, { cwd: checkout.folder }));
  test('lint/list', () => checkGolden('lint/list', ['lint', '--list'], { firstLines: 3 }));
});
