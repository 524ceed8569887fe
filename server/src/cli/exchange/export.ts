import { dirname } from 'node:path';
import { type ExportFormat, exportText } from '../../exchange/export-text.js';
import type { JsonObject } from '../../exchange/json.js';
import type { PayloadOf } from '../../exchange/payload.js';
import { unusableRule } from '../../exchange/unusable-rule.js';
import { append } from '../../text/append.js';
import { isolated } from '../../text/internal-error.js';
import { visibleLine } from '../../text/visible.js';
import { exitCodeOf } from '../exit-code.js';
import { type FileFinding, fileFinding, toFileFinding } from '../findings.js';
import { type LoadedRule, loadRules } from '../load-rules.js';
import { type ParsedOptions, UsageError } from '../options.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';
import { payloadReader } from './payloads.js';
import { type SideName, sideNames, withSideFiles } from './with-side-files.js';

/** `rulewright export`: writes rules in the format that Kibana imports. Returns the exit code. */
export async function exportCommand(options: ParsedOptions, output: Output): Promise<number> {
  if (options.positionals.length === 0)
    throw new UsageError('export takes rules or folders of rules', 'rulewright export RULE...');
  const stack = readStack(options);
  const sides = readSides(options);
  const { rules, unreadable } = loadRules(options.positionals, output);
  const payloadsIn = payloadReader(output);
  const exported: JsonObject[] = [];
  const findings: FileFinding[] = [];
  /** Features that the stack does not support, with the affected rules. */
  const losses = new Map<string, readonly string[]>();
  const seen = new Map<string, string>();
  for (const loaded of rules) {
    output.progress(`exporting ${loaded.path}`);
    const result = exportRule(loaded, await payloadsIn(dirname(loaded.path)), stack, seen);
    append(findings, result.findings);
    for (const loss of result.losses) losses.set(loss, [...(losses.get(loss) ?? []), loaded.path]);
    if (result.rule) exported.push(result.rule);
  }
  for (const [loss, [first, ...others]] of losses) {
    const more = others.length === 0 ? '' : ` and ${plural(others.length, 'other rule')}`;
    output.message(visibleLine(`rulewright: ${first}${more}: for ${stack}, ${loss}`));
  }
  for (const finding of [...unreadable, ...findings])
    output.message(
      renderFinding(finding, rules.find(({ path }) => path === finding.path)?.lines, output.colors),
    );
  const parts = withSideFiles(exported, options.positionals, sides);
  for (const [what, missing] of [
    ['exception list', parts.missingLists],
    ['connector', parts.missingConnectors],
  ] as const)
    for (const { id, list_id: list } of missing)
      output.message(
        visibleLine(
          `rulewright: no file contains the ${what} "${String(list ?? id)}", which a rule refers to`,
        ),
      );
  output.report(exportText(parts, (options.text('format') ?? 'ndjson') as ExportFormat));
  return exitCodeOf(findings, {
    unusable: unreadable.length > 0 || rules.length === 0,
    findings: findings.length > 0,
  });
}

/** Returns the stack of `--stack`, or undefined. */
function readStack(options: ParsedOptions): string | undefined {
  const stack = options.text('stack');
  if (stack === undefined || /^\d+\.\d+(?:\.\d+)?$/.test(stack)) return stack;
  throw new UsageError(`--stack takes a version such as 9.5, not "${stack}"`);
}

/** Returns the names of `--with`. */
function readSides(options: ParsedOptions): ReadonlySet<SideName> {
  const names = options.texts('with').flatMap((written) => written.split(',').map((name) => name.trim()));
  const isSide = (name: string): name is SideName => (sideNames as readonly string[]).includes(name);
  const unknown = names.find((name) => !isSide(name));
  if (unknown !== undefined) throw new UsageError(`--with takes ${sideNames.join(', ')}, not "${unknown}"`);
  return new Set(names.filter(isSide));
}

interface ExportedRule {
  readonly rule?: JsonObject;
  readonly losses: readonly string[];
  readonly findings: readonly FileFinding[];
}

/** Returns a rule's payload, or why there is none. A failure affects only this rule. */
function exportRule(
  { path, rule, lines }: LoadedRule,
  payloadOf: PayloadOf,
  stack: string | undefined,
  seen: Map<string, string>,
): ExportedRule {
  const failed = (findings: readonly FileFinding[]): ExportedRule => ({ losses: [], findings });
  const [broken] = rule.document.problems;
  if (broken) return failed([toFileFinding(broken, path, lines)]);
  return isolated<ExportedRule>(
    () => {
      const payload = payloadOf(rule.document, stack);
      const unusable = unusableRule(payload.rule);
      if (unusable)
        return failed([
          fileFinding(path, 'unusable-input', `Not exported: ${unusable.message}.`, unusable.help),
        ]);
      const id = String(payload.rule.rule_id);
      const other = seen.get(id);
      seen.set(id, path);
      if (other === undefined) return { ...payload, findings: [] };
      const message = `Not exported: ${other} has the same "rule_id", and Kibana allows only one.`;
      return failed([fileFinding(path, 'unusable-input', message, 'Give one of the two rules a new id.')]);
    },
    { start: 0, end: 0 },
    (problem) => failed([toFileFinding(problem, path, lines)]),
  );
}
