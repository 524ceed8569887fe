import type { SigmaProblem } from '../../sigma/conversion/target.js';
import type { UnmappedField } from '../../sigma/refusal.js';
import { visibleLine } from '../../text/visible.js';
import type { FileFinding } from '../findings.js';
import type { Output } from '../output.js';
import { plural } from '../report/source-lines.js';

/** The result for one rule. Paths use `/`. */
export interface ReportedRule {
  readonly path: string;
  readonly title?: string;
  readonly logsource?: string;
  readonly status: 'converted' | 'refused' | 'failed';
  /** Why a rule is refused, as a code. */
  readonly code?: string;
  readonly reason?: string;
  readonly unmapped?: readonly UnmappedField[];
  readonly problems: readonly SigmaProblem[];
  /** Number of samples that the conversion was run on. */
  readonly samples: number;
  readonly written?: string;
  readonly tests?: string;
  readonly change?: 'created' | 'updated' | 'unchanged';
  /** Whether a file could not be written. */
  readonly isBlocked?: boolean;
}

interface CountedField extends UnmappedField {
  readonly count: number;
}

/** Returns the fields that no map contains with the number of rules that need them, most needed first. */
function unmappedFields(rules: readonly ReportedRule[]): CountedField[] {
  const counts = new Map<string, CountedField>();
  for (const one of rules.flatMap(({ unmapped = [] }) => unmapped)) {
    const key = JSON.stringify(one);
    counts.set(key, { ...one, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort(
    (a, b) => b.count - a.count || (`${a.logsource} ${a.field}` < `${b.logsource} ${b.field}` ? -1 : 1),
  );
}

function summaryOf(rules: readonly ReportedRule[]) {
  const count = (holds: (rule: ReportedRule) => boolean): number => rules.filter(holds).length;
  const reasons: Record<string, number> = {};
  for (const { code } of rules) if (code !== undefined) reasons[code] = (reasons[code] ?? 0) + 1;
  return {
    rules: rules.length,
    converted: count(({ status }) => status === 'converted'),
    refused: count(({ status }) => status === 'refused'),
    failed: count(({ status }) => status === 'failed'),
    withSamples: count(({ samples }) => samples > 0),
    created: count(({ change }) => change === 'created'),
    updated: count(({ change }) => change === 'updated'),
    unchanged: count(({ change }) => change === 'unchanged'),
    reasons,
  };
}

/** Returns the machine-readable report (docs/sigma.md#json). */
export function reportAsJson(rules: readonly ReportedRule[], problems: readonly FileFinding[]): string {
  const shown = rules.map(({ unmapped: _, isBlocked: __, ...rule }) => rule);
  const report = {
    version: 1,
    rules: shown,
    unmapped: unmappedFields(rules),
    problems,
    summary: summaryOf(rules),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** Limit of fields to show; the machine-readable report has all. */
const shownFields = 20;

/** Writes the report for people: each rule, then what is missing, then the totals. */
export function reportForPeople(rules: readonly ReportedRule[], others: number, output: Output): void {
  const { colors } = output;
  const paints = { converted: colors.green, refused: colors.yellow, failed: colors.red } as const;
  for (const rule of rules) {
    const { path, status, code, reason, written, change, samples, problems } = rule;
    const result = written === undefined ? '' : ` → ${written}${change === 'unchanged' ? ', unchanged' : ''}`;
    const proof = status === 'converted' && samples > 0 ? ` (${plural(samples, 'sample')} passed)` : '';
    const why = reason === undefined ? '' : `: ${reason}${code === undefined ? '' : ` [${code}]`}`;
    output.write(`${paints[status](status.padEnd(9))} ${visibleLine(`${path}${result}${proof}${why}`)}\n`);
    for (const problem of problems)
      if (problem.severity !== 'information')
        output.write(
          `          ${visibleLine(`${problem.severity}[${problem.code}]: ${problem.message}`)}\n`,
        );
  }
  tellUnmapped(unmappedFields(rules), output);
  const summary = summaryOf(rules);
  const reasons = Object.entries(summary.reasons).sort(([, a], [, b]) => b - a);
  if (reasons.length > 0)
    output.write(`\nRefused because of: ${reasons.map(([code, count]) => `${code} ${count}`).join(', ')}\n`);
  if (others > 0) output.write(`${plural(others, 'YAML file')} without a Sigma rule ignored\n`);
  output.write(
    `\n${plural(summary.rules, 'rule')}: ${summary.converted} converted (${summary.created} created, ${summary.updated} updated, ${summary.unchanged} unchanged), ${summary.refused} refused, ${summary.failed} failed; ${summary.withSamples} with samples\n`,
  );
}

function tellUnmapped(fields: readonly CountedField[], output: Output): void {
  if (fields.length === 0) return;
  output.write('\nFields that are not mapped:\n');
  for (const { field, logsource, count } of fields.slice(0, shownFields))
    output.write(`  ${String(count).padStart(4)}  ${visibleLine(`${field} (${logsource})`)}\n`);
  if (fields.length > shownFields)
    output.write(`        and ${fields.length - shownFields} more, see --format json\n`);
}
