import type { Analysis } from '../../analysis/analysis.js';
import { techniqueOf } from '../../rule/attack/attack.js';
import { inUnits, scheduleOf } from '../../rule/schedule.js';
import { isTable } from '../../toml/path.js';

/** A note after a value that saves looking it up. */
export interface InlayHint {
  readonly offset: number;
  readonly text: string;
}

const bands = [
  { upTo: 21, name: 'low' },
  { upTo: 47, name: 'medium' },
  { upTo: 73, name: 'high' },
  { upTo: 100, name: 'critical' },
];

/**
 * Returns a rule's hints: the meaning of a risk score, how far back a run looks, and the replacement of a
 * revoked technique.
 */
export function inlayHints({ rule, document }: Analysis): InlayHint[] {
  const hints: InlayHint[] = [];
  const add = (path: (string | number)[], text: string | undefined): void => {
    const value = text === undefined ? undefined : document.locate(path, 'value');
    if (value && text !== undefined) hints.push({ offset: value.end, text });
  };
  const { risk_score: risk, from, interval } = rule.table;
  if (typeof risk === 'number') add(['rule', 'risk_score'], bands.find(({ upTo }) => risk <= upTo)?.name);
  const schedule = scheduleOf(rule);
  if (schedule && from !== undefined)
    add(['rule', 'from'], `looks back ${inUnits(schedule.from)}, runs every ${inUnits(schedule.interval)}`);
  else if (schedule && interval !== undefined)
    add(['rule', 'interval'], `looks back ${inUnits(schedule.from)}`);
  const threats = Array.isArray(rule.table.threat) ? rule.table.threat : [];
  threats.forEach((threat, index) => {
    const techniques = isTable(threat) && Array.isArray(threat.technique) ? threat.technique : [];
    techniques.forEach((technique, number) => {
      if (!isTable(technique) || technique.name !== undefined || typeof technique.id !== 'string') return;
      add(['rule', 'threat', index, 'technique', number, 'id'], techniqueOf(technique.id)?.name);
    });
  });
  return hints;
}
