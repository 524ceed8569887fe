import { existsSync, statSync } from 'node:fs';
import { today } from '../../rule/schema-check/today.js';
import type { ConvertOptions } from '../../sigma/conversion/query.js';
import { ruleId } from '../../sigma/conversion/rule-file.js';
import type { FieldsOption } from '../../sigma/conversion/source.js';
import { createConverter, logsourceOf } from '../../sigma/convert-sigma.js';
import { exitCodeOf, exitCodes } from '../exit-code.js';
import { fileFinding } from '../findings.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { renderFinding } from '../report/source-lines.js';
import { type FoundRule, readSigmaFiles } from './read-files.js';
import { readSamples, type SampleFinder } from './read-samples.js';
import { type ReportedRule, reportAsJson, reportForPeople } from './report.js';
import { datesOf, targetOf, writeConversion } from './write-conversion.js';

const usage = 'rulewright sigma import PATH... --to DIR';

/**
 * `rulewright sigma import`: converts Sigma rules to Elastic rules, with their samples as tests. Returns the
 * exit code.
 */
export function sigmaCommand(options: ParsedOptions, output: Output): number {
  const [action, ...paths] = options.positionals;
  const folder = options.text('to');
  if (action !== 'import' || paths.length === 0 || folder === undefined)
    throw new UsageError('sigma takes "import", files or folders, and --to', usage);
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UsageError(`--to takes a folder, and ${folder} is a file`);
  const files = readSigmaFiles(paths, output);
  const { find, unreadable } = readSamples(paths, options.text('samples'), output);
  const rules = convertAll(files.rules, find, { folder, options, output });
  const problems = [...files.unreadable, ...unreadable].map((one) =>
    fileFinding(one.path, 'unreadable', one.message),
  );
  for (const problem of problems) output.message(renderFinding(problem, undefined, output.colors));
  if (options.text('format') === 'json') output.report(reportAsJson(rules, problems));
  else reportForPeople(rules, files.others, output);
  if (rules.some(({ code }) => code === 'internal')) return exitCodes.internal;
  return exitCodeOf(problems, {
    unusable: problems.length > 0 || rules.some(({ isBlocked }) => isBlocked),
    findings: rules.some(({ status }) => status === 'failed'),
  });
}

interface ImportContext {
  readonly folder: string;
  readonly options: ParsedOptions;
  readonly output: Output;
}

function convertAll(
  rules: readonly FoundRule[],
  findSamples: SampleFinder,
  { folder, options, output }: ImportContext,
): ReportedRule[] {
  const converter = createConverter(
    rules.map(({ document }) => document),
    convertOptions(options),
  );
  const taken = new Set<string>();
  return rules.map(({ path, name, document }): ReportedRule => {
    output.progress(`converting ${path}`);
    const target = targetOf(folder, name);
    const day = today();
    const dates = datesOf(target) ?? { creation: day, updated: day };
    const samples = document.id === undefined ? [] : findSamples(ruleId({ id: document.id, title: '' }));
    const outcome = converter.convert(document, samples, dates);
    const logsource = logsourceOf(document);
    const base = {
      path,
      ...(document.title === undefined ? {} : { title: document.title }),
      ...(logsource === undefined ? {} : { logsource }),
    };
    if (outcome.status === 'refused')
      return {
        ...base,
        status: 'refused',
        code: outcome.code,
        reason: outcome.reason,
        unmapped: outcome.unmapped,
        problems: [],
        samples: 0,
      };
    const { status, problems, reason } = outcome;
    const reported = {
      ...base,
      status,
      problems,
      samples: outcome.tests === undefined ? 0 : samples.length,
      ...(reason === undefined ? {} : { reason }),
    };
    if (status === 'failed') return reported;
    if (taken.has(target))
      return {
        ...reported,
        isBlocked: true,
        reason: `another imported rule is already written to ${target}`,
      };
    taken.add(target);
    return {
      ...reported,
      ...writeConversion(target, outcome, { root: folder, update: options.flag('update') }),
    };
  });
}

function convertOptions(options: ParsedOptions): ConvertOptions {
  return {
    fields: (options.text('fields') ?? 'auto') as FieldsOption,
    language: options.text('language') as ConvertOptions['language'],
  };
}
