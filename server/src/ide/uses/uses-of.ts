import { partsOfQuery } from '../../query/languages.js';
import type { Rule } from '../../rule/rule.js';
import { techniquesIn } from '../../rule/techniques.js';

/** The fields, values and techniques of a rule, which other rules may also use. */
export interface RuleUses {
  /** The fields of its query, each with the exact values that it is compared with; patterns are skipped. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of techniques and subtechniques. */
  readonly techniques: ReadonlySet<string>;
}

/** Returns a rule's uses as far as its query can be parsed; ES|QL is skipped. */
export function usesOf(rule: Rule): RuleUses {
  const fields = new Map<string, Set<string>>();
  const add = (field: string, value?: string): void => {
    const values = fields.get(field) ?? new Set();
    fields.set(field, values);
    if (value !== undefined && value !== '') values.add(value);
  };
  for (const part of rule.query ? partsOfQuery(rule.query.text, rule.language) : []) {
    for (const { name, isPath } of part.fields) if (!isPath && !name.includes('*')) add(name);
    for (const { field, value, type, operator, isPattern } of part.values())
      if (type === 'string' && !isPattern && !operator.startsWith('regex') && !field.includes('*'))
        add(field, value);
  }
  return { fields, techniques: new Set(techniquesIn(rule.table.threat).map(({ id }) => id)) };
}
