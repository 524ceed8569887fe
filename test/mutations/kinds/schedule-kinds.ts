import { inUnits, scheduleOf } from '../../../server/src/rule/schedule.js';
import { replaceText } from '../edits.js';
import type { MutationKind } from '../mutant.js';

/** Times that conflict with each other. */
export const scheduleKinds: readonly MutationKind[] = [
  {
    name: 'interval longer than the lookback',
    codes: ['schedule-gap', 'bbr-timing'],
    mutate(original, random) {
      const { rule, document } = original.analysis;
      const schedule = scheduleOf(rule);
      if (!schedule || rule.table.interval === undefined) return undefined;
      const longer = schedule.from * (2 + random.below(4));
      const mutant = replaceText(original, ['rule', 'interval'], inUnits(longer));
      const from = document.placeAt(['rule', 'from'])?.value;
      const interval = document.placeAt(['rule', 'interval'])?.value;
      if (!mutant || !interval) return undefined;
      // Either of the two can be reported.
      return from && from.start < interval.start
        ? { ...mutant, expected: [...mutant.expected, from] }
        : mutant;
    },
  },
  {
    name: 'lookback shorter than the interval',
    codes: ['schedule-gap', 'bbr-timing'],
    mutate(original) {
      const schedule = scheduleOf(original.analysis.rule);
      if (!schedule || schedule.interval <= 60 || original.analysis.rule.table.from === undefined)
        return undefined;
      return replaceText(
        original,
        ['rule', 'from'],
        `now-${inUnits(Math.floor(schedule.interval / 120) * 60)}`,
      );
    },
  },
  {
    name: 'building block that looks back too little',
    codes: ['bbr-timing'],
    mutate(original, random) {
      const { rule } = original.analysis;
      if (rule.table.building_block_type === undefined || rule.metadata.bypass_bbr_timing === true)
        return undefined;
      if (rule.table.from === undefined || rule.table.interval === undefined) return undefined;
      return replaceText(original, ['rule', 'from'], `now-${61 + random.below(50)}m`);
    },
  },
];
