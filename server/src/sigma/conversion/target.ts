import type { Affix, Comparison, Condition, Pattern } from '../syntax.js';
import type { RegexNode } from './regex.js';

/** What the values of a field are; `multi`: strings of which an event can have several. */
export type TargetType = 'keyword' | 'multi' | 'text' | 'long' | 'ip' | 'boolean';

/** What is asked of a field of an event in Elasticsearch. */
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

/** A test of a field. */
export interface TargetItem {
  readonly kind: 'item';
  readonly field: string;
  readonly type: TargetType;
  /** Whether only some of the indexes may have the field. */
  readonly isOptional: boolean;
  readonly test: TargetTest;
}

export type Target = Condition<TargetItem>;

/** Something that the conversion of a rule changes, or leaves out. */
export interface SigmaProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
}

/** Makes a test of a field. */
export function targetItem(field: string, test: TargetTest, type: TargetType = 'keyword'): TargetItem {
  return { kind: 'item', field, type, isOptional: false, test };
}
