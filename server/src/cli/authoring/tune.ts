import { createTwoFilesPatch } from 'diff';
import { levelOf } from '../../authoring/evidence/clause.js';
import { clausePrinters } from '../../authoring/evidence/print-clause.js';
import { type Tuning, tuneRule } from '../../authoring/tune/tune-rule.js';
import { tunedCases } from '../../authoring/tune/tuned-cases.js';
import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import { projectFolderOf } from '../../files/project-folder.js';
import { replaceFile } from '../../files/write-atomically.js';
import type { WrittenCase } from '../../testing/add-case.js';
import { fileEventsReader, testFileOf } from '../../testing/files.js';
import { append } from '../../text/append.js';
import { visibleLine } from '../../text/visible.js';
import { readTests } from '../cases/read-tests.js';
import { withCases, writeCases } from '../cases/write-cases.js';
import { exitCodeOf, exitCodes } from '../exit-code.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';
import { ruleFieldsReader } from '../rule-fields.js';
import { readRuleInputs, tellUnusedInputs } from '../rule-inputs.js';
import { eventSet } from './event-set.js';
import { readExpiry } from './expiry.js';
import { readMost } from './read-most.js';
import { reportJson } from './report-json.js';

/** `rulewright tune`: excludes false positives from a rule. Returns the exit code. */
export async function tuneCommand(options: ParsedOptions, output: Output): Promise<number> {
  const paths = options.texts('fp');
  if (options.positionals.length !== 1 || paths.length === 0)
    throw new UsageError('tune takes one rule and --fp', 'rulewright tune RULE --fp EVENTS --tp EVENTS');
  const as = options.text('as') === 'exception' ? 'exception' : 'exclusion';
  const most = readMost(options.text('max-fields'));
  const expires = as === 'exception' ? readExpiry(options.text('expires') ?? '90d') : undefined;
  const { rules, unreadable } = loadRules(options.positionals, output);
  const [loaded] = rules;
  const problems: FileFinding[] = [...unreadable];
  const falsePositives = await eventSet(paths, problems, output);
  const truePositives = await eventSet(options.texts('tp'), problems, output);
  const given = await readRuleInputs(options, output);
  append(problems, given.problems);
  if (!loaded || problems.length > 0) {
    for (const problem of problems) output.message(renderFinding(problem, undefined, output.colors));
    return exitCodeOf(problems, { unusable: true });
  }
  tellUnusedInputs(options, [loaded.rule], output);
  const { path, rule } = loaded;
  const testPath = testFileOf(path);
  const inputs = withFields(given.inputs, (await ruleFieldsReader(output)(path))(rule.document));
  const name = rule.name ?? path;
  const tuning = tuneRule({
    rule,
    falsePositives,
    truePositives,
    tests: testPath === undefined ? undefined : readTests(testPath, output),
    readEvents: fileEventsReader(testPath ?? path, projectFolderOf(path)),
    inputs,
    as,
    most,
    frameOf: (number) => ({
      id: globalThis.crypto.randomUUID(),
      name: `${name}: false positives${number === 0 ? '' : ` (${number + 1})`}`,
      description: `Removes alerts of "${name}" that were found to be false positives.`,
      ...(expires !== undefined && { expires }),
    }),
  });
  const asJson = options.text('format') === 'json';
  if (!tuning.ok) {
    if (asJson)
      reportJson(output, {
        rule: path,
        as,
        ...nothing,
        failure: tuning.error,
      });
    else output.message(`rulewright: ${visibleLine(path)}: ${visibleLine(tuning.error)}`);
    return exitCodes.findings;
  }
  const cases = tunedCases(rule, tuning, falsePositives, truePositives, inputs);
  if (asJson) reportJson(output, jsonOf(loaded, as, tuning, cases));
  else print(loaded, tuning, cases, options.flag('write'), output);
  if (!options.flag('write')) return exitCodes.done;
  if (as === 'exclusion') {
    const failed = replaceFile(path, rule.document.text, tuning.text);
    if (failed !== undefined) {
      output.message(renderFinding(fileFinding(path, 'unwritable', failed), undefined, output.colors));
      return exitCodes.unusable;
    }
    if (!asJson) output.write(`changed ${visibleLine(path)}\n`);
  }
  return writeCases(path, cases, asJson ? { ...output, write: output.message } : output, 'rename');
}

const nothing = { exclusions: [], tests: [], warnings: [], problems: [] };

function jsonOf(
  { path, rule }: LoadedRule,
  as: string,
  tuning: Tuning,
  cases: readonly WrittenCase[],
): object {
  const { exclusions, step, items, text, silent, warnings, removed, kept, passing } = tuning;
  return {
    rule: path,
    as,
    exclusions: exclusions.map((clauses) =>
      clauses.map((clause) => ({ field: clause.field, ...clause.test, trust: levelOf(clause).why })),
    ),
    ...(step !== undefined && { step }),
    ...(as === 'exception' ? { items } : { items, text, patch: patchOf(path, rule.document.text, text) }),
    checked: { removed, kept, tests: passing, silent },
    tests: cases,
    warnings,
    problems: [],
  };
}

function print(
  { path, rule }: LoadedRule,
  { exclusions, step, text, items, silent, warnings, removed, kept, passing }: Tuning,
  cases: readonly WrittenCase[],
  isWritten: boolean,
  output: Output,
): void {
  const { colors } = output;
  const printer = clausePrinters[rule.language as keyof typeof clausePrinters] ?? clausePrinters.kuery;
  for (const clauses of exclusions) {
    output.write(`${colors.bold('excludes')}${step === undefined ? '' : ` in step ${step + 1}`}\n`);
    for (const clause of clauses)
      output.write(`  ${visibleLine(printer(clause))}  ${colors.dim(levelOf(clause).why)}\n`);
  }
  output.write(
    `${colors.bold('checked')} ${plural(removed, 'alert')} removed, ${kept} of ${kept} true positives kept, ${plural(passing, 'test')} still ${passing === 1 ? 'passes' : 'pass'}\n`,
  );
  if (silent.length > 0)
    output.message(
      visibleLine(
        `rulewright: ${plural(silent.length, 'event')} of --fp and --tp raise no alert and were ignored: ${silent.slice(0, 5).join(', ')}${silent.length > 5 ? ', …' : ''}`,
      ),
    );
  for (const warning of warnings) output.message(`${colors.yellow('warning')}: ${visibleLine(warning)}`);
  if (items.length > 0) for (const item of items) output.write(`${JSON.stringify(item)}\n`);
  else if (!isWritten) output.write(patchOf(path, rule.document.text, text));
  if (!isWritten && cases.length > 0) output.write(`# tests that --write adds\n${withCases('', cases).text}`);
}

function patchOf(path: string, before: string, after: string): string {
  return createTwoFilesPatch(path, path, before, after, 'before', 'after');
}
