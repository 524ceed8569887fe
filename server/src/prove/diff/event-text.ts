import type { SynthesizedCase } from '../synthesis/synthesized.js';
import type { Witness } from './find-witnesses.js';

const mostFields = 8;

/** Returns a case's events in one line. */
export function eventText({ events }: SynthesizedCase): string {
  const [first, ...others] = events;
  const fields = Object.entries(first ?? {}).filter(([name]) => name !== '@timestamp' && name !== 'at');
  const shown = fields.slice(0, mostFields).map(([name, value]) => `${name}: ${valueText(value)}`);
  const more = fields.length > mostFields ? ', …' : '';
  const rest = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${shown.join(', ')}${more}${rest}`;
}

const longestValue = 120;

function valueText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}

/** Describes an event that raises an alert in only one version, with the decisive condition. */
export function witnessText({ case: one, decidedBy }: Witness): string {
  return `${eventText(one)}${decidedBy === undefined ? '' : ` (decided by ${decidedBy})`}`;
}

/** Returns the same as lines: the condition first, then the event's fields. */
export function witnessLines(words: string, { case: { events }, decidedBy }: Witness): string[] {
  const [first, ...others] = events;
  const fields = Object.entries(first ?? {}).map(([name, value]) => `    ${name}: ${valueText(value)}`);
  return [
    `${words}${decidedBy === undefined ? '' : `, decided by ${decidedBy}`}:`,
    ...fields,
    ...(others.length > 0 ? [`    and ${others.length} more events`] : []),
  ];
}
