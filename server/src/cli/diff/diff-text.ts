import type { SynthesizedCase } from '../../prove/synthesis/synthesized.js';
import type { RuleDiff } from './rule-diff.js';

/** Whether the same events raise alerts as before, as far as anything shows. */
export function isQuiet({ status, logic, tests, events }: RuleDiff): boolean {
  return (
    status !== 'added' &&
    status !== 'removed' &&
    logic === 'equal' &&
    tests.length === 0 &&
    events.gained.length + events.lost.length === 0
  );
}

const mostFields = 8;

/** The events of a case in one line. */
export function eventText({ events }: SynthesizedCase): string {
  const [first, ...others] = events;
  const fields = Object.entries(first ?? {}).filter(([name]) => name !== '@timestamp' && name !== 'at');
  const shown = fields.slice(0, mostFields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const more = fields.length > mostFields ? ', …' : '';
  const rest = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${shown.join(', ')}${more}${rest}`;
}
