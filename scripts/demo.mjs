/**
 * `npm run demo`: installs what is missing, builds, lints and tests the sample rules, shows that their tests notice every
 * change, explains one verdict, and says how to open the editor.
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

const statuses = [
  rulewright('lint', 'rules'),
  rulewright('test', 'rules'),
  rulewright('mutate', 'rules'),
  rulewright('run', 'rules', '--events', 'rules/fixtures'),
  rulewright(
    'explain',
    'rules/execution_container_management_binary_launched_inside_container.toml',
    '--events',
    'rules/fixtures/container-session.ndjson',
    '--event',
    '3',
  ),
];

console.log(`
In VS Code:
  npm run editor     opens some rules in a real VS Code in the browser, with the extension loaded (it prints the address)
  npm run package    makes rulewright-*.vsix, which "code --install-extension" installs
All tests: npm test`);
process.exit(Math.max(...statuses));
