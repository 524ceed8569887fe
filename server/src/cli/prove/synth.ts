import { synthesize } from '../../prove/synthesis/synthesize.js';
import type { Synthesis, SynthesisRequest } from '../../prove/synthesis/synthesized.js';
import { builtCase, writtenCase } from '../../prove/synthesis/written-case.js';
import { visibleLine } from '../../text/visible.js';
import { withCases, writeCases } from '../cases/write-cases.js';
import { exitCodes } from '../exit-code.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { renderFinding } from '../report/source-lines.js';
import { ruleFieldsReader } from '../rule-fields.js';

/** `rulewright synth`: creates events for rules. Returns the exit code. */
export async function synthCommand(options: ParsedOptions, output: Output): Promise<number> {
  if (options.positionals.length === 0)
    throw new UsageError('synth takes rules or folders of rules', 'rulewright synth RULE...');
  const request = requestOf(options);
  const { rules, unreadable } = loadRules(options.positionals, output);
  for (const finding of unreadable) output.message(renderFinding(finding, undefined, output.colors));
  const fieldsIn = ruleFieldsReader(output);
  const reports: RuleReport[] = [];
  let code: number = unreadable.length > 0 || rules.length === 0 ? exitCodes.unusable : exitCodes.done;
  for (const loaded of rules) {
    output.progress(`making events for ${loaded.path}`);
    const fields = (await fieldsIn(loaded.path))(loaded.rule.document);
    const made = synthesize(loaded.rule, request, fields);
    if (options.flag('write'))
      code = Math.max(code, writeCases(loaded.path, made.cases.map(writtenCase), output));
    else if (options.text('format') !== 'json') printCases(loaded, made, output);
    tellFailures(loaded, made, output);
    reports.push(reportOf(loaded, made));
  }
  if (options.text('format') === 'json')
    output.report(`${JSON.stringify({ version: 1, rules: reports }, undefined, 2)}\n`);
  return code;
}

function requestOf(options: ParsedOptions): SynthesisRequest {
  const written = options.text('seed') ?? '0';
  const seed = Number(written);
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new UsageError(`--seed takes a whole number from 0, not "${written}"`);
  const isAll = options.flag('all') || options.flag('match') === options.flag('near-miss');
  return {
    match: isAll || options.flag('match'),
    nearMisses: isAll || options.flag('near-miss'),
    eachValue: options.flag('each-value'),
    seed,
  };
}

interface RuleReport {
  readonly rule: string;
  readonly matches: readonly object[];
  readonly nearMisses: readonly object[];
  readonly unsatisfiable: readonly object[];
  readonly problems: readonly object[];
}

function reportOf({ path }: LoadedRule, { cases, failures }: Synthesis): RuleReport {
  return {
    rule: path,
    matches: cases
      .filter(({ kind }) => kind === 'match')
      .map((one) => ({ branch: one.name, ...builtCase(one) })),
    nearMisses: cases
      .filter(({ kind }) => kind === 'near-miss')
      .map((one) => ({ condition: one.name, span: one.span ?? null, ...builtCase(one) })),
    unsatisfiable: failures.map(({ name, reason, span }) => ({
      condition: name,
      ...(span && { span }),
      reason,
    })),
    problems: [],
  };
}

/** Prints cases in the test file format. */
function printCases({ path }: LoadedRule, { cases }: Synthesis, output: Output): void {
  if (cases.length === 0) return;
  output.write(`# ${visibleLine(path)}\n${withCases('', cases.map(writtenCase)).text}`);
}

function tellFailures({ path }: LoadedRule, { failures }: Synthesis, output: Output): void {
  for (const { name, reason } of failures)
    output.message(visibleLine(`rulewright: ${path}: no case for "${name}": ${reason}`));
}
