import { existsSync, statSync } from 'node:fs';
import type { JsonObject } from '../../exchange/json.js';
import type { PayloadOf } from '../../exchange/payload.js';
import { type ExportedObject, readExport } from '../../exchange/read-export.js';
import { type UnusableRule, unusableRule } from '../../exchange/unusable-rule.js';
import { withSlashes } from '../../files/path-below.js';
import { isolated } from '../../text/internal-error.js';
import type { Failure } from '../../text/result.js';
import { exitCodeOf } from '../exit-code.js';
import { type FileFinding, fileFinding } from '../findings.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { readRuleText } from '../read-rule.js';
import { plural, renderFinding } from '../report/source-lines.js';
import { importSideFiles } from './import-side-files.js';
import { payloadReader } from './payloads.js';
import { createRuleFile, updateRuleFile } from './write-rule.js';

/** The result of an import. Paths use `/`. */
interface ImportReport {
  readonly written: string[];
  readonly updated: string[];
  readonly problems: FileFinding[];
  unchanged: number;
}

/** `rulewright import`: writes an export's rules to files. Returns the exit code. */
export async function importCommand(options: ParsedOptions, output: Output): Promise<number> {
  const [file, ...rest] = options.positionals;
  const folder = options.text('to');
  if (file === undefined || rest.length > 0 || folder === undefined)
    throw new UsageError('import takes one file and --to', 'rulewright import FILE.ndjson --to DIR');
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UsageError(`--to takes a folder, and ${folder} is a file`);
  const read = readRuleText(file);
  const report: ImportReport = { written: [], updated: [], problems: [], unchanged: 0 };
  if ('error' in read) report.problems.push(fileFinding(file, 'unreadable', read.error));
  else await importText(read.text, { file, folder, update: options.flag('update') }, report, output);
  for (const problem of report.problems) output.message(renderFinding(problem, undefined, output.colors));
  tell(report, options.text('format') === 'json', output);
  return exitCodeOf(report.problems, { unusable: report.problems.length > 0 });
}

function tell({ unchanged, ...report }: ImportReport, asJson: boolean, output: Output): void {
  if (asJson) {
    output.report(`${JSON.stringify({ version: 1, ...report }, undefined, 2)}\n`);
    return;
  }
  for (const path of report.written) output.write(`created ${path}\n`);
  for (const path of report.updated) output.write(`updated ${path}\n`);
  output.write(
    `${plural(report.written.length, 'file')} created, ${report.updated.length} updated, ${unchanged} unchanged, ${report.problems.length} not imported\n`,
  );
}

interface ImportTarget {
  readonly file: string;
  readonly folder: string;
  readonly update: boolean;
}

async function importText(
  text: string,
  { file, folder, update }: ImportTarget,
  report: ImportReport,
  output: Output,
): Promise<void> {
  const { objects, unreadable } = readExport(text);
  for (const { line, message, help } of unreadable)
    report.problems.push(lineFinding(file, line, message, help));
  const known = rulesById(folder);
  const payloadOf = await payloadReader(output)(folder);
  const seen = new Map<string, number>();
  const importOne = ({ value, line }: ExportedObject): UnusableRule | undefined => {
    const unusable = unusableRule(value);
    if (unusable) return unusable;
    const id = String(value.rule_id);
    const first = seen.get(id);
    if (first !== undefined)
      return { message: `line ${first} has the same "rule_id"`, help: 'Keep one of the two lines.' };
    seen.set(id, line);
    const existing = known.get(id);
    if (existing && !update)
      return {
        message: `${existing.path} has the "rule_id" ${id}`,
        help: 'Pass --update to edit existing files.',
      };
    const failed = existing
      ? updateOne(existing, value, payloadOf, report)
      : createOne(folder, value, payloadOf, report);
    return failed && { message: failed.error, help: 'Change the rule in Kibana and export it again.' };
  };
  for (const object of objects) {
    if (object.kind !== 'rule') continue;
    output.progress(`importing line ${object.line}`);
    isolated(
      () => {
        const unusable = importOne(object);
        if (unusable)
          report.problems.push(
            lineFinding(file, object.line, `Not imported: ${unusable.message}.`, unusable.help),
          );
      },
      { start: 0, end: 0 },
      ({ code, message, help }) => {
        report.problems.push({ ...lineFinding(file, object.line, message, help ?? ''), code });
      },
    );
  }
  for (const result of importSideFiles(objects, folder))
    if ('path' in result) report.written.push(withSlashes(result.path));
    else
      report.problems.push(lineFinding(file, result.line, `Not imported: ${result.message}.`, result.help));
}

function updateOne(
  existing: LoadedRule,
  payload: JsonObject,
  payloadOf: PayloadOf,
  report: ImportReport,
): Failure | undefined {
  const updated = updateRuleFile(existing, payload, payloadOf);
  if (!updated.ok) return updated;
  if (updated.isChanged) report.updated.push(existing.path);
  else report.unchanged++;
  return undefined;
}

function createOne(
  folder: string,
  payload: JsonObject,
  payloadOf: PayloadOf,
  report: ImportReport,
): Failure | undefined {
  const created = createRuleFile(folder, payload, payloadOf);
  if (!created.ok) return created;
  report.written.push(created.path);
  return undefined;
}

/** Returns a folder's rules by `rule_id`; skips unreadable ones. */
function rulesById(folder: string): Map<string, LoadedRule> {
  const known = new Map<string, LoadedRule>();
  const { rules } = loadRules([folder], { message: () => {} });
  for (const loaded of rules) {
    const { id, document } = loaded.rule;
    if (id !== undefined && document.problems.length === 0 && !known.has(id)) known.set(id, loaded);
  }
  return known;
}

function lineFinding(path: string, line: number, message: string, help: string): FileFinding {
  const start = { line, column: 1 };
  return { ...fileFinding(path, 'unusable-input', message, help), range: { start, end: start } };
}
