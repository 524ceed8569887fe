import type { RuleState, RuleStatus } from '../../stack/state/compare.js';
import { greatest } from '../../text/extremes.js';
import { visibleLine } from '../../text/visible.js';
import type { FileFinding } from '../findings.js';
import type { Output } from '../output.js';
import { plural, renderFinding } from '../report/source-lines.js';
import type { ReadStates } from './read-states.js';

/** Label of each status, in summary order. */
const labels: Readonly<Record<RuleStatus, string>> = {
  conflict: 'changed in both',
  'changed-here': 'changed here',
  'changed-in-kibana': 'changed in Kibana',
  'only-here': 'only here',
  'only-in-kibana': 'only in Kibana',
  'deleted-here': 'deleted here',
  'deleted-in-kibana': 'deleted in Kibana',
  prebuilt: 'prebuilt',
  same: 'the same',
};

/** The result for one rule. */
export interface RuleOutcome {
  readonly state: RuleState;
  /** For example `updated`; undefined if nothing was done or needs to be done. */
  readonly outcome?: string;
  readonly problem?: { readonly message: string; readonly help?: string };
}

/** Returns whether a state needs attention. */
export function isDifferent({ status }: RuleState): boolean {
  return status !== 'same' && status !== 'prebuilt';
}

/** Writes outcomes: a line for each rule that differs, the problems, and a summary. */
export function writeOutcomes(outcomes: readonly RuleOutcome[], output: Output): void {
  const shown = outcomes.filter(({ state, outcome, problem }) => isDifferent(state) || outcome || problem);
  const width = greatest(shown.map(({ state, outcome }) => (outcome ?? labels[state.status]).length)) + 2;
  for (const { state, outcome, problem } of shown) {
    const label = outcome ?? labels[state.status];
    const where = state.here?.path ?? `${state.name} (${state.ruleId})`;
    output.write(`${label.padEnd(width)}${visibleLine(where)}\n`);
    if (state.changes.length > 0 && (outcome === undefined || outcome.startsWith('would')))
      output.write(
        `${''.padEnd(width)}${output.colors.dim(state.changes.map(({ key }) => key).join(', '))}\n`,
      );
    if (problem) {
      output.write(`${''.padEnd(width)}${output.colors.red(visibleLine(problem.message))}\n`);
      if (problem.help) output.write(`${''.padEnd(width)}${output.colors.cyan('help')}: ${problem.help}\n`);
    }
  }
  output.write(`${shown.length > 0 ? '\n' : ''}${summary(outcomes)}\n`);
}

function summary(outcomes: readonly RuleOutcome[]): string {
  const counts = new Map<string, number>();
  for (const status of Object.keys(labels) as RuleStatus[])
    for (const { state, outcome } of outcomes)
      if (state.status === status) {
        const label = outcome?.replace(/ \S+ for$/, '') ?? labels[status];
        counts.set(label, (counts.get(label) ?? 0) + 1);
      }
  const parts = [...counts].map(([label, count]) => `${count} ${label}`);
  return `${plural(outcomes.length, 'rule')}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
}

/** Writes what could not be read, and what this Kibana version does not support. */
export function tellProblems({ problems, losses, files }: ReadStates, output: Output): void {
  const byPath = new Map([...files.values()].map(({ path, lines }) => [path, lines]));
  for (const finding of problems)
    output.message(renderFinding(finding, byPath.get(finding.path), output.colors));
  for (const [loss, [first, ...others]] of losses) {
    const more = others.length === 0 ? '' : ` and ${plural(others.length, 'other rule')}`;
    output.message(visibleLine(`rulewright: ${first}${more}: for this version of Kibana, ${loss}`));
  }
}

/** Returns outcomes in machine-readable form. */
export function stateJson(
  profile: string,
  outcomes: readonly RuleOutcome[],
  problems: readonly FileFinding[],
): string {
  const rules = outcomes.map(({ state, outcome, problem }) => ({
    rule: state.here?.path ?? null,
    rule_id: state.ruleId,
    name: state.name,
    status: state.status,
    ...(state.there && { revision: state.there.revision }),
    changes: state.changes,
    ...(outcome === undefined ? {} : { outcome }),
    ...(problem === undefined ? {} : { problem }),
  }));
  return `${JSON.stringify({ version: 1, profile, rules, problems }, undefined, 2)}\n`;
}
