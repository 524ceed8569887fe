import type { FieldCatalogue } from '../../../fields/catalogue.js';
import { esqlFunction } from '../../../query/esql/functions/functions.js';
import type { FunctionKind } from '../../../query/esql/functions/row.js';
import {
  castTypeNames,
  type EsqlType,
  isDate,
  isNumeric,
  isText,
  isTimeSpan,
} from '../../../query/esql/types.js';
import { writtenString } from '../../../query/esql/written-string.js';
import type { CompletionItem } from '../../types.js';
import { commonFields } from '../eql/common-fields.js';
import { textValueItems, type ValuesInUse } from '../query-values.js';
import { type ColumnList, columnItems, typesBeside } from './columns.js';
import { expectedAfter } from './expected.js';
import { functionItems } from './functions.js';
import type { EsqlPosition, OpenBracket } from './position.js';
import type { Operand, Surroundings } from './surroundings.js';
import { constantArguments, timeSpans, timeUnits } from './tables.js';
import { type Casing, tabStop, valueItems, type Word, wordItems } from './words.js';

/** Everything that the items of a position depend on. */
export interface Place {
  readonly position: EsqlPosition;
  readonly around: Surroundings;
  readonly catalogue: FieldCatalogue;
  readonly valuesInUse: ValuesInUse;
  readonly casing: Casing;
  /** The event category of the query. */
  readonly category: string | undefined;
}

/** The elements that a command allows in its expression. */
export interface Allowed {
  readonly kinds: readonly FunctionKind[];
  /** Whether columns are allowed outside calls. */
  readonly columns: boolean;
  /** Words that can start the expression. */
  readonly start: readonly Word[];
  /** Words that can follow it. */
  readonly end: readonly Word[];
  /** The types that it can have; the default is any. */
  readonly wanted?: ReadonlySet<EsqlType>;
  /** Set if operators cannot follow. */
  readonly noOperators?: true;
}

/** Returns items for a position in an expression. */
export function expressionItems(place: Place, allowed: Allowed): ColumnList {
  const { position, casing, around } = place;
  const { segment, brackets } = position;
  const isOutside = brackets.length === 0;
  const words = (list: readonly Word[]): ColumnList => complete(wordItems(list, casing));
  const end = isOutside ? allowed.end : [];
  switch (expectedAfter(segment)) {
    case 'operand':
      return operandItems(place, allowed);
    case 'operator':
      return words([...(allowed.noOperators ? [] : operatorsFor(around.operand)), ...end]);
    case 'negated operator':
      return words([
        ['IN', 'IN ($0)'],
        ['LIKE', 'LIKE "$0"'],
        ['RLIKE', 'RLIKE "$0"'],
      ]);
    case 'pattern':
      return words([
        ['"…"', '"$0"'],
        ['"*…*"', '"*$0*"'],
        ['( … )', '("$0")'],
      ]);
    case 'matched value':
      return complete([...valuesFor(around.compared, place), ...wordItems([['"…"', '"$0"']], casing)]);
    case 'list':
      return words([['( … )', around.compared && isText(around.compared.typed.type) ? '("$0")' : '($0)']]);
    case 'null test':
      return words(['NULL', 'NOT NULL']);
    case 'negated null test':
      return words(['NULL']);
    case 'cast type':
      return complete(valueItems([...castTypeNames.keys()]));
    case 'unit':
      return complete([...valueItems(timeUnits, '5'), ...wordItems([...numberOperators, ...end], casing)]);
    case 'direction':
      return words(['NULLS FIRST', 'NULLS LAST']);
    case 'nulls':
      return words(['FIRST', 'LAST']);
  }
}

function complete(items: CompletionItem[]): ColumnList {
  return { items, incomplete: false };
}

function operandItems(place: Place, allowed: Allowed): ColumnList {
  const { position, around, catalogue, casing } = place;
  const { segment, brackets, prefix } = position;
  const bracket = brackets.at(-1);
  if (bracket?.kind === '{' || bracket?.kind === '[') return complete([]);
  const call = bracket?.call;
  const compared =
    isComparing(segment.at(-1)?.kind) || bracket?.keyword === 'in' ? around.compared : undefined;
  const argument = call && segment.length === 0 ? argumentAt(bracket, around) : undefined;
  if (argument?.constants) return complete(argument.constants);
  const wanted = compared
    ? typesBeside(compared.typed.type)
    : call && segment.length === 0
      ? argument?.wanted
      : brackets.length === 0
        ? allowed.wanted
        : undefined;
  const kinds = kindsWithin(brackets, allowed.kinds);
  const columns =
    allowed.columns || kinds !== allowed.kinds || compared
      ? columnItems(prefix, around.frame, catalogue, wanted, commonFields(place.category))
      : complete([]);
  const values = valuesFor(compared, place);
  if (prefix.includes('.')) return { items: [...columns.items, ...values], incomplete: columns.incomplete };
  const start = brackets.length === 0 && segment.length === 0 ? allowed.start : [];
  return {
    items: [
      ...values.map((item) => ({ ...item, sort: `0${item.sort ?? item.label}` })),
      ...columns.items,
      ...functionItems(kinds, wanted, casing, call?.image.toLowerCase()),
      ...wordItems([...start, ...(isCondition(segment, wanted) ? ['NOT'] : [])], casing),
    ],
    incomplete: columns.incomplete,
  };
}

function isComparing(kind: string | undefined): boolean {
  return kind !== undefined && /^(?:[=!<>]=|[<>+\-*/%])$/.test(kind);
}

/** Returns whether a condition is allowed here: after a connective, or where any type is allowed. */
function isCondition(segment: EsqlPosition['segment'], wanted: ReadonlySet<EsqlType> | undefined): boolean {
  const last = segment.at(-1)?.kind;
  return (last === undefined || last === 'and' || last === 'or') && (!wanted || wanted.has('boolean'));
}

/** Returns the allowed kinds of functions: aggregates cannot be nested, or used after BY. */
function kindsWithin(
  brackets: readonly OpenBracket[],
  kinds: readonly FunctionKind[],
): readonly FunctionKind[] {
  const isWithin = brackets.some(({ call }) => call && esqlFunction(call.image)?.kind === 'aggregate');
  return isWithin ? ['scalar'] : kinds;
}

/** Returns what an argument can be: constants to choose from, or columns and calls of some types. */
function argumentAt(
  { call, argument }: OpenBracket,
  around: Surroundings,
): { readonly constants?: CompletionItem[]; readonly wanted?: ReadonlySet<EsqlType> } | undefined {
  const signature = esqlFunction(call!.image);
  if (!signature) return { constants: [] };
  const fixed = constantArguments[signature.name]?.[argument];
  if (fixed) return { constants: valueItems(fixed.map((value) => `"${value}"`)) };
  const { parameters } = signature;
  const parameter = parameters[argument] ?? (parameters.at(-1)?.isRepeated ? parameters.at(-1) : undefined);
  if (!parameter || parameter.isOptions) return undefined;
  const { types, like, isConstant } = parameter;
  if (types && isConstant) return { constants: [...types].some(isTimeSpan) ? valueItems(timeSpans) : [] };
  if (like !== undefined) {
    const first = around.argumentsOf(call!.start)[like];
    const beside = first && typesBeside(first.type);
    return beside ? { wanted: beside } : undefined;
  }
  // An argument can be followed by others that a signature allows; the first condition of CASE can compare
  // anything.
  if (!types || signature.name === 'case') return undefined;
  return { wanted: types.has('keyword') ? new Set<EsqlType>([...types, 'text']) : types };
}

/** Returns a column's known values. */
function valuesFor(
  compared: Operand | undefined,
  { catalogue, valuesInUse, casing }: Place,
): CompletionItem[] {
  if (!compared) return [];
  const { type, column } = compared.typed;
  if (type === 'boolean') return wordItems(['TRUE', 'FALSE'], casing, '1').map(lowered);
  if (isDate(type)) return wordItems([['NOW() - …', `NOW() - ${tabStop(1, '1 day')}`]], casing, '1');
  return textValueItems(column?.field, catalogue, valuesInUse, (value) => ({ insert: writtenString(value) }));
}

function lowered(item: CompletionItem): CompletionItem {
  return { ...item, label: item.label.toLowerCase() };
}

const equality: readonly Word[] = [
  ['==', '== $0'],
  ['!=', '!= $0'],
];
const ranges: readonly Word[] = [
  ['>=', '>= $0'],
  ['<=', '<= $0'],
  ['>', '> $0'],
  ['<', '< $0'],
];
const calculations: readonly Word[] = [
  ['+', '+ $0'],
  ['-', '- $0'],
  ['*', '* $0'],
  ['/', '/ $0'],
  ['%', '% $0'],
];
const connectives: readonly Word[] = ['AND', 'OR'];
const nullTests: readonly Word[] = ['IS NULL', 'IS NOT NULL'];
const textLists: readonly Word[] = [
  ['IN', 'IN ("$0")'],
  ['NOT IN', 'NOT IN ("$0")'],
];
const lists: readonly Word[] = [
  ['IN', 'IN ($0)'],
  ['NOT IN', 'NOT IN ($0)'],
];
const numberOperators: readonly Word[] = [...equality, ...ranges, ...lists, ...calculations, ...nullTests];

/** Returns the operators that can follow an operand, by its type, or connectives after a condition. */
function operatorsFor(operand: Operand | undefined): readonly Word[] {
  const type = operand?.typed.type ?? 'unknown';
  switch (operand?.expression.kind) {
    case 'comparison':
    case 'pattern':
    case 'in':
    case 'match':
    case 'is-null':
      return connectives;
    default:
      break;
  }
  if (type === 'boolean') return [...connectives, ...equality, ...nullTests];
  if (isNumeric(type)) return numberOperators;
  if (isDate(type)) return [...ranges, ...equality, ['-', '- $0'], ['+', '+ $0'], ...nullTests];
  if (isTimeSpan(type)) return [];
  if (type === 'ip' || type === 'version') return [...equality, ...textLists, ...nullTests];
  return [
    equality[0]!,
    ...textLists,
    ['LIKE', 'LIKE "$0"'],
    ['RLIKE', 'RLIKE "$0"'],
    [':', ': "$0"'],
    equality[1]!,
    ...nullTests,
    ...(isText(type) ? [] : [...ranges, ...calculations]),
  ];
}
