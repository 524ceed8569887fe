import type { SequenceExplanation } from '../../evaluate/explain/explain-sequence.js';
import { type ExplanationStyle, explanationLines } from '../../evaluate/explain/explain-text.js';
import { sequenceLanes } from '../../evaluate/explain/sequence-text.js';
import type { PreparedRule } from '../../evaluate/prepare/prepare-query.js';
import { visibleLine } from '../../text/visible.js';
import type { Output } from '../output.js';

/** Writes a sequence's progress for each key, and the nearest event where no key could continue. */
export function writeSequence(
  { queryText }: PreparedRule,
  name: string,
  sequence: SequenceExplanation,
  addressOf: (event: number) => string,
  output: Output,
): void {
  const { colors } = output;
  output.write(`${colors.bold(visibleLine(name))}\n`);
  for (const line of sequenceLanes(sequence, queryText, addressOf)) output.write(`  ${visibleLine(line)}\n`);
  const style: ExplanationStyle = { holds: colors.green, fails: colors.red, note: colors.dim };
  const stopped = sequence.keys.find((one) => one.stopped?.code === 'no-event')?.stopped;
  if (stopped?.code !== 'no-event' || !stopped.nearest || sequence.keys.some((one) => one.complete)) return;
  output.write(`\n${visibleLine(addressOf(stopped.nearest.event))} comes closest:\n`);
  for (const line of explanationLines(stopped.nearest.explanation, queryText, style))
    output.write(`  ${visibleLine(line)}\n`);
}
