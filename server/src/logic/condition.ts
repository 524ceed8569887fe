import type { FieldTest } from '../evaluate/plan/plan.js';
import type { FieldMapping } from '../fields/field-type.js';
import type { Span } from '../text/span.js';

/** The comparable conditions of a plan, or of a query that is not evaluated event by event. */
export type Condition =
  | FieldCondition
  | GroupCondition
  | {
      readonly kind: 'nested';
      readonly condition: Condition;
      readonly negated: boolean;
      readonly span: Span;
    }
  /** Anything else, about which nothing is known. */
  | {
      readonly kind: 'constant' | 'any-field' | 'script';
      readonly span: Span;
      readonly negated?: boolean;
      /** The value of a constant. */
      readonly value?: boolean;
    };

/** A test of the values of a field, or its opposite. */
export interface FieldCondition {
  readonly kind: 'field';
  readonly field: { readonly name: string; readonly mapping: FieldMapping | undefined };
  readonly test: FieldTest;
  readonly negated: boolean;
  readonly span: Span;
}

/** All or any of the children must hold. */
export interface GroupCondition {
  readonly kind: 'all' | 'any';
  readonly children: readonly Condition[];
  /** Set if it is under a `not`: the children are the opposites of the source. */
  readonly negated?: true;
  readonly span: Span;
}

/** Returns whether two planned tests are the same. */
export function isSameTest(a: FieldTest, b: FieldTest): boolean {
  return a === b || testKey(a) === testKey(b);
}

function testKey(test: FieldTest): string {
  return JSON.stringify(test, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}
