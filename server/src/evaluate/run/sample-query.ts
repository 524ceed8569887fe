import { combinationBudget, type KeyTuple, keyTuples, printKeys } from '../plan/keys.js';
import type { PlannedSample } from '../plan/planned-query.js';
import { alertList } from './alert-list.js';
import type { QueryRun } from './query-run.js';
import { findSamples } from './sample.js';

/** Runs a sample (docs/semantics/eql.md#samples) over events in reading order. */
export function runSample<Origin>(
  { steps }: PlannedSample,
  maximumPerKey: number,
  size: number,
): QueryRun<Origin> {
  const origins: Origin[] = [];
  const budget = combinationBudget();
  const hits = steps.map((): { event: number; keys: KeyTuple }[] => []);
  return {
    read(event, origin) {
      let number: number | undefined;
      steps.forEach((step, index) => {
        if (!step.matches(event)) return;
        for (const keys of keyTuples(step.keys, event, budget)) {
          number ??= origins.push(origin) - 1;
          hits[index]!.push({ event: number, keys });
        }
      });
    },
    finish() {
      const samples = findSamples(hits, maximumPerKey, size);
      return alertList(samples.length, (index) => ({
        events: samples[index]!.events.map((number) => origins[number]!),
        keys: printKeys(samples[index]!.keys, steps[0]!.keys, 'milliseconds'),
      }));
    },
    disordered: () => false,
  };
}
