/**
 * `npm run demo`: installs what is missing, builds, and shows the life of a rule on the samples: drafts one
 * from events, lints and tests all, shows that their tests notice every change, explains one verdict, tunes
 * against false positives, and runs all on recordings. It ends with how to open the editor.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, setUpPackages, tryRun } from './setup.mjs';

setUpPackages();
if (!existsSync(join(root, 'server/dist/cli.js')) || process.env.CI)
  run(process.execPath, ['scripts/build.mjs']);
else run(process.execPath, ['scripts/build.mjs', '--no-types']);

const rulewright = (...args) => {
  console.log(`\n$ rulewright ${args.map((arg) => (/\s/.test(arg) ? `'${arg}'` : arg)).join(' ')}`);
  return tryRun(process.execPath, ['server/dist/cli.js', ...args]);
};

const sample = 'rules/execution_container_management_binary_launched_inside_container.toml';
const statuses = [
  rulewright(
    'draft',
    '--events',
    'rules/recordings/attack.ndjson',
    '--baseline',
    'rules/recordings/usual.ndjson',
    '--name',
    'Web Server Runs a Download',
  ),
  rulewright('lint', 'rules'),
  rulewright('test', 'rules'),
  rulewright('mutate', 'rules'),
  rulewright('run', 'rules', '--events', 'rules/fixtures'),
  rulewright('explain', sample, '--events', 'rules/fixtures/container-session.ndjson', '--event', '3'),
  rulewright(
    'tune',
    sample,
    '--fp',
    'rules/recordings/noise.ndjson',
    '--tp',
    'rules/fixtures/container-session.ndjson',
  ),
  rulewright('backtest', 'rules', '--events', 'rules/fixtures'),
];

console.log(`
In VS Code:
  npm run editor     opens some rules in a real VS Code in the browser, with the extension loaded (it prints the address)
  npm run playground builds one HTML file to try rules in
  npm run package    makes rulewright-*.vsix, which "code --install-extension" installs
All tests: npm test`);
process.exit(Math.max(...statuses));
