import { lintRule } from '../../../lint/run.js';
import { indexLines } from '../../../text/lines.js';
import { type FileFinding, toFileFinding } from '../../findings.js';
import { lintPaths } from '../../lint/lint-files.js';
import { confinedTests } from '../confined-tests.js';
import { ruleInput } from '../given-rule.js';
import { Refusal } from '../refusal.js';
import { silentOutput } from '../silent-output.js';
import type { Tool, ToolContext } from '../tool.js';

/** A tool that reports the findings of a rule, a test file or a folder, as `rulewright lint` does. */
export const checkRule: Tool = {
  name: 'check_rule',
  title: 'Check a rule',
  description:
    'Checks a detection rule (TOML) and its query: syntax, fields, values, schedule, ATT&CK. Give a path of a file or folder, or the text of a rule. Run it after every change to a rule.',
  input: ruleInput,
  async run({ rule: path, text }, context) {
    const { files } = context;
    if ((typeof path === 'string') === (typeof text === 'string'))
      throw new Refusal('give either "rule", a path, or "text", the TOML of a rule');
    if (typeof text === 'string') return reportOf(textFindings(text));
    const isFolder = path === '' || path === '.' || !/\.(?:toml|ya?ml|json)$/i.test(String(path));
    const rules = isFolder ? files.tomlFiles(String(path)) : [files.file(String(path))];
    const real = rules.flatMap((rule) => [rule, ...testsBeside(rule, context)]).map(files.shown);
    const options = { fix: 'no', isShown: () => true, profile: undefined, changedSince: undefined } as const;
    const { findings, files: checked } = await lintPaths(real, options, silentOutput);
    return {
      checked: checked.length,
      ...reportOf(findings.map((one) => ({ ...one, path: files.shown(one.path) }))),
    };
  },
};

/** Returns the tests beside a rule, unless their path is a link that leads out of the folder. */
function testsBeside(rule: string, context: ToolContext): readonly string[] {
  try {
    const tests = confinedTests(rule, context);
    return tests === undefined ? [] : [tests];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

function textFindings(text: string): readonly FileFinding[] {
  const lines = indexLines(text);
  return lintRule(text).map((problem) => toFileFinding(problem, 'text', lines));
}

function reportOf(findings: readonly FileFinding[]): object {
  const order = ['error', 'warning', 'information', 'hint'];
  return {
    ok: findings.every(({ severity }) => severity !== 'error'),
    findings: findings
      .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
      .map(({ path, code, severity, message, help, range: { start } }) => ({
        at: `${path}:${start.line}:${start.column}`,
        code,
        severity,
        message,
        ...(help !== undefined && { help }),
      })),
  };
}
