import type { ConditionCount } from '../../stack/explain-zero/count-conditions.js';
import { greatest } from '../../text/extremes.js';
import { visibleLine } from '../../text/visible.js';
import type { Output } from '../output.js';

/** Writes how many documents pass each condition, and marks the first condition that none passes. */
export function writeCounts(counts: readonly ConditionCount[], output: Output): void {
  const width = greatest(counts.map(({ passing }) => shownCount(passing).length));
  let group: string | undefined;
  let isEmptied = false;
  for (const count of counts) {
    if (count.group !== group) {
      group = count.group;
      isEmptied = false;
      output.write(`  ${output.colors.bold(group ?? '')}\n`);
    }
    const isFirst: boolean = count.passing === 0 && !isEmptied;
    isEmptied ||= isFirst;
    const line = `  ${shownCount(count.passing).padStart(width)}  ${visibleLine(count.text)}`;
    output.write(isFirst ? `${output.colors.red(`${line}  ← none left`)}\n` : `${line}\n`);
  }
}

/** Formats a count with thousands separators, or a dash if there is none. */
function shownCount(count: number | undefined): string {
  return count === undefined ? '–' : count.toLocaleString('en-US');
}
