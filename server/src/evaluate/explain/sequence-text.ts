import { greatest, least } from '../../text/extremes.js';
import type { KeyExplanation, SequenceExplanation, StopReason } from './explain-sequence.js';
import { clauseText } from './explain-text.js';
import { decidingClauses } from './nearest.js';

/** Formats a duration in its largest fitting units: `1m 30s`, `250ms`. */
export function printDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)}ms`;
  const units: readonly (readonly [string, number])[] = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
  ];
  let rest = milliseconds;
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  if (rest > 0 && milliseconds < 60_000) parts.push(`${rest}ms`);
  return parts.slice(0, 2).join(' ');
}

const numbered = (event: number): string => `event ${event}`;

/**
 * Describes why a key stopped, in one sentence. `query` is the source of the spans, `name` returns what an
 * event is called.
 */
export function describeStop(
  one: KeyExplanation,
  { maxspan, stages }: SequenceExplanation,
  query: string,
  name: (event: number) => string = numbered,
): string {
  if (one.complete || !one.stopped || one.stage === undefined) return 'all steps matched';
  const number = stages[one.stage]?.step ?? one.stage;
  const step = `step ${number + 1}`;
  const runs = stages.filter((stage) => stage.step === number).length;
  const seen = one.reached.filter(({ stage }) => stages[stage]?.step === number).length;
  if (seen > 0 && one.stopped.code === 'no-event') return `${seen} of ${runs} runs of ${step} were seen`;
  return sentence(one.stopped, step, maxspan ?? 0, query, name);
}

function sentence(
  stop: StopReason,
  step: string,
  maxspan: number,
  query: string,
  name: (event: number) => string,
): string {
  switch (stop.code) {
    case 'no-event': {
      if (!stop.nearest) return `no event follows that could match ${step}`;
      const [clause] = decidingClauses(stop.nearest.explanation);
      const reason = clause ? `: ${clauseText(query, clause)}, but ${clause.reason.message}` : '';
      return `no event matches ${step}; ${name(stop.nearest.event)} comes closest${reason}`;
    }
    case 'other-key':
      return `${name(stop.event)} matches ${step}, but its ${stop.field} is ${JSON.stringify(stop.found)}, not ${JSON.stringify(stop.wanted)}`;
    case 'too-early':
      return `${name(stop.event)} matches ${step}, but came before the previous step`;
    case 'too-late':
      return `${name(stop.event)} matches ${step}, but came ${printDuration(stop.late)} after the maxspan of ${printDuration(maxspan)} had ended`;
    case 'until':
      return `${name(stop.event)} matches the until step and ended the sequence`;
    case 'forbidden':
      return stop.event === undefined
        ? 'an event that must be missing occurred'
        : `${name(stop.event)} occurred, which must be missing`;
  }
}

const laneWidth = 60;
const mostLanes = 12;

/**
 * Draws a sequence in text: one lane per join key, time from left to right. Digits are the steps that events
 * match, `u` the until step, `x` an event that must be missing, `|` the end of maxspan; `─` joins the
 * furthest match.
 */
export function sequenceLanes(
  explanation: SequenceExplanation,
  query: string,
  name: (event: number) => string = numbered,
): string[] {
  const times = explanation.keys.flatMap((one) => one.marks.map((mark) => mark.time));
  const steps = [...new Map(explanation.stages.map((stage) => [stage.step, stage])).values()];
  const counts = steps.map(
    ({ step, matched, missing }) => `step ${step + 1}${missing ? ' (missing)' : ''}: ${matched}`,
  );
  const lines = [`events per step: ${counts.join(', ')}`];
  const from = least(times);
  const length = Math.max(greatest(times) - from, 1);
  const shown = explanation.keys.slice(0, mostLanes);
  const labels = shown.map((one) => keyLabel(one, explanation));
  const labelWidth = Math.min(40, Math.max(4, ...labels.map((label) => label.length)));
  if (times.length > 0) {
    const start = new Date(from)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.000Z$/, 'Z');
    lines.push(
      `${' '.repeat(labelWidth)}  ${start.padEnd(laneWidth - 8)}${`+${printDuration(length)}`.padStart(8)}`,
    );
  }
  shown.forEach((one, index) => {
    const lane =
      times.length === 0
        ? ''
        : drawLane(one, explanation, (time) => Math.round(((time - from) / length) * (laneWidth - 1)));
    const label = labels[index]!.slice(0, labelWidth).padEnd(labelWidth);
    lines.push(
      `${label}  ${lane.padEnd(laneWidth)}  ${one.complete ? '✓' : '✗'} ${describeStop(one, explanation, query, name)}`,
    );
  });
  if (explanation.keys.length > shown.length)
    lines.push(`… and ${explanation.keys.length - shown.length} more keys`);
  return lines;
}

function keyLabel({ keys }: KeyExplanation, { keyFields }: SequenceExplanation): string {
  if (keyFields.length === 0) return 'all events';
  return keys.map((key) => (typeof key === 'string' ? key : JSON.stringify(key))).join(', ');
}

function drawLane(
  one: KeyExplanation,
  { stages, maxspan }: SequenceExplanation,
  column: (time: number) => number,
): string {
  const lane = Array.from({ length: laneWidth }, () => ' ');
  const put = (at: number, text: string): void => {
    if (at >= 0 && at < laneWidth) lane[at] = text;
  };
  const [first] = one.reached;
  const last = one.reached.at(-1);
  if (first && last) for (let at = column(first.time); at <= column(last.time); at++) put(at, '─');
  if (first && maxspan !== undefined && !one.complete) put(column(first.time + maxspan), '|');
  for (const mark of one.marks) {
    const [stage] = mark.stages;
    const text = mark.until
      ? 'u'
      : stage === undefined
        ? '·'
        : stages[stage]?.missing
          ? 'x'
          : String(((stages[stage]?.step ?? 0) + 1) % 10);
    put(column(mark.time), text);
  }
  return lane.join('');
}
