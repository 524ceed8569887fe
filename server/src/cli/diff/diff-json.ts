import type { Witness } from '../../prove/diff/find-witnesses.js';
import { builtCase } from '../../prove/synthesis/written-case.js';
import type { RuleDiff } from './rule-diff.js';

/** Returns the differences as JSON (docs/comparing-rules.md). */
export function diffJson(diffs: readonly RuleDiff[]): object {
  return {
    version: 1,
    rules: diffs.map((diff) => ({
      rule: diff.path,
      status: diff.status,
      formattingOnly: diff.formattingOnly,
      structure: diff.structure.map(({ group, key, before, after, formattingOnly }) => ({
        group,
        key,
        before: before ?? null,
        after: after ?? null,
        formattingOnly,
      })),
      logic: diff.logic,
      witnesses: { gained: diff.witnesses.gained.map(ofWitness), lost: diff.witnesses.lost.map(ofWitness) },
      verdicts: verdictsOf(diff),
      ...(diff.upstream && { upstream: { ...diff.upstream, base: diff.upstream.base ?? null } }),
      ...(diff.problem !== undefined && { problem: diff.problem }),
    })),
  };
}

function ofWitness({ case: one, decidedBy }: Witness): object {
  return { ...builtCase(one), ...(decidedBy !== undefined && { decidedBy }) };
}

function verdictsOf({ tests, events }: RuleDiff): object {
  const named = (isGained: boolean): object[] => [
    ...tests
      .filter(({ before, after }) => after > before === isGained)
      .map(({ name, before, after }) => ({ test: name, before, after })),
    ...(isGained ? events.gained : events.lost).map((event) => ({ event })),
  ];
  return { gained: named(true), lost: named(false) };
}
