/**
 * Runs the steps of `action.yml`: lint, test with coverage, mutate and diff of the rules that a pull request
 * changes. Findings become annotations; the rest goes to the job summary and one comment. The exit code is
 * the worst of lint, test and mutate.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { postComment } from './comment.mjs';
import { reportText } from './report.mjs';

const { env } = process;
const cli = env.RULEWRIGHT_CLI ?? fileURLToPath(new URL('../../server/dist/cli.js', import.meta.url));
const event = env.GITHUB_EVENT_PATH ? JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8')) : {};
const rules = env.RULEWRIGHT_RULES || 'rules';
const base = env.RULEWRIGHT_BASE || (env.GITHUB_BASE_REF ? `origin/${env.GITHUB_BASE_REF}` : 'HEAD^');
const largestOutput = 256 * 1024 * 1024;

/** Runs a Rulewright command and writes its output to the log. */
function rulewright(...args) {
  const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: largestOutput };
  const { stdout, status, error } = spawnSync(process.execPath, [cli, ...args], options);
  if (error) throw error;
  return { stdout, status: status ?? 3 };
}

/** Returns the JSON that a command printed, or undefined if it printed none. */
function json({ stdout }) {
  return stdout.trim() === '' ? undefined : JSON.parse(stdout);
}

const failOn = ['--fail-on', env.RULEWRIGHT_FAIL_ON || 'error'];
const lint = rulewright('lint', rules, '--changed-since', base, '--format', 'github', ...failOn);
process.stdout.write(lint.stdout);
const test = rulewright('test', rules, '--format', 'json', '--coverage');
const least = env.RULEWRIGHT_MIN_SCORE ? ['--min-score', env.RULEWRIGHT_MIN_SCORE] : [];
const mutate = rulewright('mutate', rules, '--since', base, '--format', 'json', ...least);
const events = env.RULEWRIGHT_EVENTS ? ['--events', env.RULEWRIGHT_EVENTS] : [];
const diff = rulewright('diff', base, rules, '--format', 'markdown', ...events);

const text = reportText({
  findings: lint.stdout.split('\n').filter((line) => line.startsWith('::')).length,
  tests: json(test),
  mutations: json(mutate),
  differences: diff.stdout,
});
if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, text);
const number = event.pull_request?.number;
if (env.RULEWRIGHT_COMMENT !== 'false' && number !== undefined) {
  const problem = await postComment(text, {
    api: env.GITHUB_API_URL ?? 'https://api.github.com',
    repository: env.GITHUB_REPOSITORY,
    number,
    token: env.RULEWRIGHT_TOKEN,
  });
  if (problem) console.log(`::warning title=rulewright::${problem}`);
}
process.exitCode = Math.max(lint.status, test.status, mutate.status, diff.status);
