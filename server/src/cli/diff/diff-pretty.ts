import { describeChange, relationWords } from '../../prove/diff/describe-change.js';
import { witnessText } from '../../prove/diff/event-text.js';
import { visibleLine } from '../../text/visible.js';
import type { Output } from '../output.js';
import { plural } from '../report/source-lines.js';
import { isQuiet } from './is-quiet.js';
import type { RuleDiff } from './rule-diff.js';

/** Limit of events to show for each rule and direction. */
const shownEvents = 10;

/** Prints the changes rule by rule. A rule with only formatting changes takes one line. */
export function printDiffs(diffs: readonly RuleDiff[], output: Output): void {
  for (const diff of diffs) printDiff(diff, output);
  if (diffs.length === 0) {
    output.write('no rules differ\n');
    return;
  }
  const open = diffs.filter(({ problem }) => problem !== undefined);
  const changed = diffs.filter((diff) => !isQuiet(diff) && diff.problem === undefined);
  output.write(
    `${plural(diffs.length, 'rule')} differ${diffs.length === 1 ? 's' : ''}; ${changed.length === 0 ? 'none' : changed.length} in the events that raise alerts${open.length > 0 ? `; ${open.length} not compared` : ''}\n`,
  );
}

function printDiff(diff: RuleDiff, output: Output): void {
  const { colors } = output;
  const line = (text: string): void => output.write(`  ${visibleLine(text)}\n`);
  const state = diff.formattingOnly ? 'formatting and comments only' : diff.status;
  output.write(
    `${colors.bold(visibleLine(diff.name))}  ${state}${colors.dim(`  ${visibleLine(diff.path)}`)}\n`,
  );
  if (diff.formattingOnly) return;
  for (const change of diff.structure) line(describeChange(change));
  if (diff.upstream) printUpstream(diff, line);
  if (diff.status === 'changed')
    line(
      `alerts: ${diff.problem === undefined ? relationWords[diff.logic] : `not compared: ${diff.problem}`}`,
    );
  for (const witness of diff.witnesses.gained)
    line(`${colors.red('+ raises an alert now')}: ${witnessText(witness)}`);
  for (const witness of diff.witnesses.lost)
    line(`${colors.green('− no longer raises an alert')}: ${witnessText(witness)}`);
  if (diff.witnesses.isCut) line('the query is large: not all of its conditions were tried');
  for (const { name, before, after } of diff.tests)
    line(`test "${name}": ${plural(before, 'alert')} → ${after}`);
  for (const [sign, events] of [
    ['+', diff.events.gained],
    ['−', diff.events.lost],
  ] as const) {
    for (const event of events.slice(0, shownEvents)) line(`${sign} ${event}`);
    if (events.length > shownEvents) line(`${sign} … and ${events.length - shownEvents} more`);
  }
}

function printUpstream({ upstream }: RuleDiff, line: (text: string) => void): void {
  if (!upstream) return;
  const { base, ours, theirs, conflicts } = upstream;
  if (base === undefined) {
    line('the base version was not found, so all differences are shown');
    return;
  }
  line(`made from ${base}`);
  if (ours.length > 0) line(`changed here: ${ours.join(', ')}`);
  if (theirs.length > 0) line(`changed by the update: ${theirs.join(', ')}`);
  if (conflicts.length > 0) line(`changed by both: ${conflicts.join(', ')}`);
}
