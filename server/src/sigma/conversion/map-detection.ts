import type { Source, SourceVariant } from '../maps/maps.js';
import { Refusal, type UnmappedField } from '../refusal.js';
import {
  type Detection,
  isLeaf,
  joined,
  type Logsource,
  leavesOf,
  mapLeaves,
  type SigmaItem,
} from '../syntax.js';
import { entryOf, mapItem } from './fields.js';
import { mergeVariants } from './merge.js';
import { logsourceText, sourceCondition } from './source.js';
import type { SigmaProblem, Target, TargetItem } from './target.js';

/** A detection as a condition on Elastic events. */
export interface MappedDetection {
  readonly category: string;
  /** The condition of all the source's events; undefined if there is none. */
  readonly head: Target | undefined;
  readonly condition: Target;
  readonly index: readonly string[];
  readonly integrations: readonly string[];
  readonly tags: readonly string[];
  readonly problems: readonly SigmaProblem[];
}

/**
 * Returns a detection's condition, for each kind of data that has all its fields and can contain all its
 * values. Refuses a detection that no kind of data supports.
 */
export function mapDetection(detection: Detection, source: Source, logsource: Logsource): MappedDetection {
  const items = leavesOf(detection);
  const refusals: Refusal[] = [];
  const usable = Object.entries(source.variants).filter(([, variant]) => {
    const refusal = whyUnusable(items, variant, logsource);
    if (refusal) refusals.push(refusal);
    return refusal === undefined;
  });
  const variants = usable.map(([, variant]) => variant);
  if (variants.length === 0) throw refusals.toSorted((a, b) => a.unmapped.length - b.unmapped.length)[0]!;
  const problems = new Map<string, SigmaProblem>();
  for (const { message } of refusals)
    problems.set(message, {
      code: 'fewer-sources',
      severity: 'information',
      message: `The rule reads fewer indexes: ${message}.`,
    });
  const condition = mapLeaves(detection, (item) =>
    mergeVariants(
      variants.map((variant) => {
        const { target, problem } = mapItem(item, entryOf(item.field, variant)!, variant);
        if (problem)
          problems.set(problem.code, {
            severity: 'warning',
            code: problem.code,
            message: `${sentence(problem.message)}.`,
          });
        return target;
      }),
    ),
  );
  const of = (values: (variant: SourceVariant) => readonly string[]) => [
    ...new Set(variants.flatMap(values)),
  ];
  return {
    category: source.category,
    head: sourceCondition(source, variants),
    condition: simplified(condition),
    index: of(({ index }) => index),
    integrations: of(({ integration }) => (integration === undefined ? [] : [integration])),
    tags: [...source.tags, ...of(({ tags }) => tags)],
    problems: [...problems.values()],
  };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Returns why a variant's events do not support a rule: missing fields, else impossible values. */
function whyUnusable(
  items: readonly SigmaItem[],
  variant: SourceVariant,
  logsource: Logsource,
): Refusal | undefined {
  const missing = items.filter(({ field }) => entryOf(field, variant) === undefined);
  if (missing.length > 0) {
    const names = [...new Set(missing.map(({ field }) => field ?? 'keywords'))];
    const unmapped = names.map((field): UnmappedField => ({ field, logsource: logsourceText(logsource) }));
    const list = names.map((name) => `"${name}"`).join(', ');
    const message =
      names.length === 1 ? `the field ${list} is not mapped` : `the fields ${list} are not mapped`;
    return new Refusal('field', message, unmapped);
  }
  try {
    for (const item of items) mapItem(item, entryOf(item.field, variant)!, variant);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/**
 * Merges nested groups of the same kind that mapping has created, repeated conditions, and values of one
 * field.
 */
function simplified(target: Target): Target {
  if (target.kind === 'not') {
    const part = simplified(target.part);
    return part.kind === 'not' ? part.part : { kind: 'not', part };
  }
  if (target.kind !== 'and' && target.kind !== 'or') return target;
  const parts = target.parts.map(simplified);
  return joined(target.kind, target.kind === 'or' ? withMergedValues(parts) : distinctParts(parts));
}

function distinctParts(parts: readonly Target[]): Target[] {
  return [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
}

/** Merges values with the same kind of test on the same field into one test. */
function withMergedValues(parts: readonly Target[]): Target[] {
  const groups = new Map<string, Target[]>();
  for (const part of parts) {
    const key = isLeaf(part) && part.test.kind === 'like' ? likeKey(part, part.test) : JSON.stringify(part);
    const group = groups.get(key);
    if (group) group.push(part);
    else groups.set(key, [part]);
  }
  return [...groups.values()].map(mergeVariants);
}

function likeKey({ field, isOptional }: TargetItem, { cased }: { readonly cased: boolean }): string {
  return JSON.stringify([field, isOptional, cased]);
}
