/** A wildcard for any run of characters, or for any one character. */
export interface Wildcard {
  readonly wildcard: '*' | '?';
}

/** A Sigma string, split at its wildcards. An empty list is the empty string. */
export type Pattern = readonly (string | Wildcard)[];

export type Comparison = 'lt' | 'lte' | 'gt' | 'gte';

export interface RegexFlags {
  /** `i`: case-insensitive. */
  readonly ignoreCase: boolean;
}

/** How a field reference compares: whole values, or one as a part of the other. */
export type Affix = 'equals' | 'contains' | 'startswith' | 'endswith';

/** A test of one field's value; one of several patterns, numbers or blocks must match. */
export type SigmaTest =
  | { readonly kind: 'like'; readonly patterns: readonly Pattern[]; readonly cased: boolean }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: RegexFlags }
  | { readonly kind: 'cidr'; readonly blocks: readonly string[] }
  | { readonly kind: 'compare'; readonly comparison: Comparison; readonly value: number }
  | { readonly kind: 'reference'; readonly field: string; readonly affix: Affix; readonly cased: boolean }
  | { readonly kind: 'missing' }
  | { readonly kind: 'exists' };

/** A condition over fields, as defined by a rule's detection. */
export type Condition<Leaf> =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition<Leaf>[] }
  | { readonly kind: 'not'; readonly part: Condition<Leaf> }
  | Leaf;

/** A test of a field, or of the whole log message if `field` is undefined (a keyword). */
export interface SigmaItem {
  readonly kind: 'item';
  readonly field: string | undefined;
  readonly test: SigmaTest;
}

export type Detection = Condition<SigmaItem>;

export interface Logsource {
  readonly product: string | undefined;
  readonly category: string | undefined;
  readonly service: string | undefined;
}

/** The metadata of a rule or correlation. */
export interface SigmaHeader {
  readonly title: string;
  readonly id: string | undefined;
  /** Another name by which correlations refer to a rule. */
  readonly name: string | undefined;
  readonly status: string | undefined;
  readonly description: string | undefined;
  readonly license: string | undefined;
  readonly author: string | undefined;
  readonly references: readonly string[];
  readonly date: string | undefined;
  readonly modified: string | undefined;
  readonly tags: readonly string[];
  readonly falsePositives: readonly string[];
  readonly level: string | undefined;
}

export interface SigmaRule {
  readonly kind: 'rule';
  readonly header: SigmaHeader;
  readonly logsource: Logsource;
  readonly detection: Detection;
}

export const correlationTypes = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
] as const;

export type CorrelationType = (typeof correlationTypes)[number];

export type CountComparison = Comparison | 'eq' | 'neq';

/** One or more rules whose events are counted, or must occur together. */
export interface SigmaCorrelation {
  readonly kind: 'correlation';
  readonly header: SigmaHeader;
  readonly type: CorrelationType;
  /** Names or ids of rules. */
  readonly rules: readonly string[];
  readonly groupBy: readonly string[];
  /** As written, such as `5m`. */
  readonly timespan: string;
  /** The field of each rule, by alias. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly conditions: readonly { readonly comparison: CountComparison; readonly value: number }[];
  /** The field whose values are counted. */
  readonly field: string | undefined;
  /** Whether the rules are also converted separately. */
  readonly generate: boolean;
}

/** Returns whether a condition is a leaf. */
export function isLeaf<Leaf extends { readonly kind: string }>(
  condition: Condition<Leaf>,
): condition is Leaf {
  return condition.kind !== 'and' && condition.kind !== 'or' && condition.kind !== 'not';
}

/** Returns a condition with each leaf replaced by another condition. */
export function mapLeaves<From extends { readonly kind: string }, To>(
  condition: Condition<From>,
  change: (leaf: From) => Condition<To>,
): Condition<To> {
  if (isLeaf(condition)) return change(condition);
  if (condition.kind === 'not') return { kind: 'not', part: mapLeaves(condition.part, change) };
  return joined(
    condition.kind,
    condition.parts.map((part) => mapLeaves(part, change)),
  );
}

/** Returns all leaves of a condition. */
export function leavesOf<Leaf extends { readonly kind: string }>(condition: Condition<Leaf>): Leaf[] {
  if (isLeaf(condition)) return [condition];
  if (condition.kind === 'not') return leavesOf(condition.part);
  return condition.parts.flatMap(leavesOf);
}

/** Combines several conditions; groups of the same kind are merged into the result. */
export function joined<Leaf>(kind: 'and' | 'or', parts: readonly Condition<Leaf>[]): Condition<Leaf> {
  const flat = parts.flatMap((part): readonly Condition<Leaf>[] => {
    const group = part as Condition<{ readonly kind: 'leaf' }>;
    return group.kind === kind ? (group.parts as readonly Condition<Leaf>[]) : [part];
  });
  return flat.length === 1 ? flat[0]! : { kind, parts: flat };
}
