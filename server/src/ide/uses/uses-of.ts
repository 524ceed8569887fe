import { parseEql } from '../../query/eql/parse.js';
import type { Expression } from '../../query/eql/syntax.js';
import { filtersOf, keysOf, walkExpression } from '../../query/eql/walk.js';
import { parseKql } from '../../query/kql/parse.js';
import { clausesOf } from '../../query/kql/walk.js';
import type { Rule } from '../../rule/rule.js';
import { techniquesIn } from '../../rule/techniques.js';

/** What a rule uses that other rules may use as well. */
export interface RuleUses {
  /** The fields of its query, each with the values that it is compared with as they are: patterns are left out. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of techniques and subtechniques. */
  readonly techniques: ReadonlySet<string>;
}

/** The uses of a rule, as far as its query can be read; ES|QL is not. */
export function usesOf(rule: Rule): RuleUses {
  const fields = new Map<string, Set<string>>();
  const add = (field: string, value?: string): void => {
    const values = fields.get(field) ?? new Set();
    fields.set(field, values);
    if (value !== undefined && value !== '') values.add(value);
  };
  const { query, language } = rule;
  if (query && language === 'eql') addEql(query.text, add);
  if (query && language === 'kuery') addKql(query.text, add);
  return { fields, techniques: new Set(techniquesIn(rule.table.threat).map(({ id }) => id)) };
}

type AddUse = (field: string, value?: string) => void;

function addEql(text: string, add: AddUse): void {
  const { tree } = parseEql(text);
  if (!tree) return;
  for (const { name } of keysOf(tree)) add(name);
  for (const filter of filtersOf(tree))
    walkExpression(filter.condition, (node) => {
      if (node.kind === 'field') add(node.name);
      const [subject, others] = comparedIn(node);
      if (subject?.kind !== 'field') return;
      for (const other of others)
        if (other.kind === 'string' && !/[*?]/.test(other.value)) add(subject.name, other.value);
    });
}

function comparedIn(node: Expression): [subject: Expression | undefined, values: readonly Expression[]] {
  switch (node.kind) {
    case 'comparison':
      return [node.left, [node.right]];
    case 'membership':
      return [node.subject, node.items];
    case 'pattern-match':
      return [node.operator.startsWith('regex') ? undefined : node.subject, node.patterns];
    default:
      return [undefined, []];
  }
}

function addKql(text: string, add: AddUse): void {
  for (const { node, field } of clausesOf(parseKql(text).tree?.condition)) {
    if (field === undefined || field.includes('*')) continue;
    add(field, node.kind === 'is' && !node.value.pieces ? node.value.text : undefined);
  }
}
