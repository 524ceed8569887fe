import type { LearnedField } from '../inventory/inventory.js';
import { createValueTally, type ValueBudget, type ValueTally } from './value-tally.js';

/** A count of the values of one field of one source. */
export interface FieldTally {
  /** Adds a value of the document with this number. */
  add(value: string | number | boolean, document: number): void;
  result(): Omit<LearnedField, 'type'> & { readonly jsonType: string };
}

type Kind = 'string' | 'integer' | 'decimal' | 'boolean';

/** The type that JSON suggests; never one that a string only looks like. */
const typeOfKind: Readonly<Record<Kind, string>> = {
  string: 'keyword',
  integer: 'long',
  decimal: 'double',
  boolean: 'boolean',
};

/** Kinds in an order in which each field type also accepts the values of all later kinds. */
const order: readonly Kind[] = ['string', 'decimal', 'integer', 'boolean'];

/** Creates a tally without documents. `keepsValues` is false for fields such as dates. */
export function createFieldTally(budget: ValueBudget, keepsValues: boolean): FieldTally {
  const kinds: Record<Kind, number> = { string: 0, integer: 0, decimal: 0, boolean: 0 };
  const values: ValueTally | undefined = keepsValues ? createValueTally(budget) : undefined;
  let documents = 0;
  let several = 0;
  let last = -1;
  let first: unknown;
  let isSeveral = false;
  return {
    add(value, document) {
      if (last !== document) {
        last = document;
        first = value;
        isSeveral = false;
        documents++;
        kinds[kindOf(value)]++;
        values?.add(typeof value === 'string' ? value : String(value));
        return;
      }
      // Elasticsearch stores a repeated value of a document once.
      if (value === first) return;
      if (!isSeveral) several++;
      isSeveral = true;
      values?.add(typeof value === 'string' ? value : String(value));
    },
    result() {
      const used = order.filter((kind) => kinds[kind] > 0);
      const isNumber = used.every((kind) => kind === 'integer' || kind === 'decimal');
      const counted = values?.result();
      return {
        jsonType: typeOfKind[used[0] ?? 'string'],
        documents,
        ...(several > 0 ? { several } : {}),
        ...(used.length > 1 && !isNumber
          ? { kinds: Object.fromEntries(used.map((kind) => [kind, kinds[kind]])) }
          : {}),
        ...(counted?.distinct === undefined ? {} : { distinct: counted.distinct }),
        ...(counted && counted.values.length > 0 ? { values: new Map(counted.values) } : {}),
      };
    },
  };
}

function kindOf(value: string | number | boolean): Kind {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  return Number.isInteger(value) ? 'integer' : 'decimal';
}
