import type { Affix, Comparison, Condition, Pattern } from '../syntax.js';
import type { RegexNode } from './regex.js';

/** The type of a field's values; `multi`: strings, possibly several per event. */
export type TargetType = 'keyword' | 'multi' | 'text' | 'long' | 'ip' | 'boolean';

/** A test of an event's field in Elasticsearch. */
export type TargetTest =
  | { readonly kind: 'like'; readonly patterns: readonly Pattern[]; readonly cased: boolean }
  | { readonly kind: 'regex'; readonly node: RegexNode; readonly ignoreCase: boolean }
  | { readonly kind: 'cidr'; readonly blocks: readonly string[] }
  | { readonly kind: 'compare'; readonly comparison: Comparison; readonly value: number }
  | { readonly kind: 'numbers'; readonly values: readonly number[] }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'addresses'; readonly values: readonly string[] }
  | { readonly kind: 'reference'; readonly field: string; readonly affix: Affix; readonly cased: boolean }
  | { readonly kind: 'missing' }
  | { readonly kind: 'exists' };

/** A test with its field. */
export interface TargetItem {
  readonly kind: 'item';
  readonly field: string;
  readonly type: TargetType;
  /** Whether the field may be missing in some of the indexes. */
  readonly isOptional: boolean;
  readonly test: TargetTest;
}

export type Target = Condition<TargetItem>;

/** Something that a conversion changes or omits. */
export interface SigmaProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
}

/** Creates a test of a field. */
export function targetItem(field: string, test: TargetTest, type: TargetType = 'keyword'): TargetItem {
  return { kind: 'item', field, type, isOptional: false, test };
}
