import type { ValueList } from '../fields/catalogue.js';
import { printString } from '../query/eql/print.js';
import type { Expression, Field, StringLiteral } from '../query/eql/syntax.js';
import { filtersOf, walkExpression } from '../query/eql/walk.js';
import { append } from '../text/append.js';
import { nearestNames } from '../text/nearest.js';
import type { Fix } from '../text/problem.js';
import type { Analysis } from './analysis.js';

/** A text that a query compares with a field as a whole. */
interface ComparedValue {
  readonly field: Field;
  readonly literal: StringLiteral;
  readonly caseInsensitive: boolean;
}

/** All texts that an EQL query compares with fields: by `==`, `!=`, `in`, `:` and `like`, without those with wildcards. */
function comparedValues(analysis: Analysis): ComparedValue[] {
  const tree = analysis.eql?.tree;
  if (!tree) return [];
  const found: ComparedValue[] = [];
  for (const filter of filtersOf(tree)) {
    walkExpression(filter.condition, (node) => append(found, valuesIn(node)));
  }
  return found;
}

function valuesIn(node: Expression): ComparedValue[] {
  switch (node.kind) {
    case 'comparison': {
      if (node.operator !== '==' && node.operator !== '!=') return [];
      const [field, literal] = node.left.kind === 'field' ? [node.left, node.right] : [node.right, node.left];
      return field.kind === 'field' && literal.kind === 'string'
        ? [{ field, literal, caseInsensitive: false }]
        : [];
    }
    case 'membership':
      return pairs(node.subject, node.items, node.caseInsensitive);
    case 'pattern-match': {
      if (node.operator === 'regex' || node.operator === 'regex~') return [];
      const caseInsensitive = node.operator !== 'like';
      return pairs(node.subject, node.patterns, caseInsensitive).filter(
        ({ literal }) => !/[*?]/.test(literal.value),
      );
    }
    default:
      return [];
  }
}

function pairs(field: Expression, items: readonly Expression[], caseInsensitive: boolean): ComparedValue[] {
  if (field.kind !== 'field') return [];
  return items.flatMap((literal): ComparedValue[] =>
    literal.kind === 'string' ? [{ field, literal, caseInsensitive }] : [],
  );
}

/** A value that is not in the list of its field. */
export interface UnlistedValue extends ComparedValue {
  readonly list: ValueList;
  /** The listed value that was probably meant. */
  readonly nearest: string | undefined;
}

const unlistedByAnalysis = new WeakMap<Analysis, readonly UnlistedValue[]>();

/** Compared values that the field is not known to hold, for all lints about values. */
export function unlistedValues(analysis: Analysis): readonly UnlistedValue[] {
  let found = unlistedByAnalysis.get(analysis);
  if (!found) {
    found = comparedValues(analysis).flatMap((compared): UnlistedValue[] => {
      const list = analysis.catalogue.get(compared.field.name)?.values;
      return list ? unlisted(compared, list) : [];
    });
    unlistedByAnalysis.set(analysis, found);
  }
  return found;
}

function unlisted(compared: ComparedValue, list: ValueList): UnlistedValue[] {
  const { literal, caseInsensitive } = compared;
  const folded = literal.value.toLowerCase();
  const listed = list.values.some(
    ({ value }) => value === literal.value || (caseInsensitive && value.toLowerCase() === folded),
  );
  if (listed || literal.value === '') return [];
  const ecs = list.values.filter(({ origin }) => origin === 'ecs').map(({ value }) => value);
  const nearest =
    nearestNames(literal.value, ecs)[0] ??
    nearestNames(
      literal.value,
      list.values.map(({ value }) => value),
    )[0];
  return [{ ...compared, list, nearest }];
}

/** Replaces the text of a literal of the query; the edit is in the query. */
export function replaceLiteral(literal: StringLiteral, value: string): Fix {
  return {
    title: `Replace "${literal.value}" with "${value}"`,
    edits: [{ span: literal.span, text: literal.raw ? `"""${value}"""` : printString(value) }],
  };
}

/** Some values of a list for a message: `"a", "b" and 12 more`. */
export function someValues(list: ValueList): string {
  const values = list.values.filter(({ origin }) => origin === 'ecs').map(({ value }) => `"${value}"`);
  if (values.length <= 8) return values.join(', ');
  return `${values.slice(0, 6).join(', ')} and ${values.length - 6} more`;
}
