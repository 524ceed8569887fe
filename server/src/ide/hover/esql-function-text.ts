import type { EsqlFunction } from '../../query/esql/functions/functions.js';
import type { Parameter } from '../../query/esql/functions/signature.js';
import type { EsqlType } from '../../query/esql/types.js';

/** Names for types that functions often accept together, larger groups first. */
const groups: readonly (readonly [name: string, types: readonly EsqlType[]])[] = [
  ['number', ['integer', 'long', 'double', 'unsigned_long']],
  ['number', ['integer', 'long', 'double']],
  ['string', ['keyword', 'text']],
  ['date', ['datetime', 'date_nanos']],
  ['time span', ['date_period', 'time_duration']],
];

const kinds: Readonly<Record<EsqlFunction['kind'], string | undefined>> = {
  scalar: undefined,
  aggregate: 'Aggregate: only in STATS and INLINE STATS.',
  grouping: 'Grouping function: only after BY.',
  'full-text': 'Full-text function: only on fields of the index.',
};

/** Descriptions of function results that are not a type. */
const results: Readonly<Record<string, string>> = {
  sum: 'long or double',
  top: 'type of the value',
  bucket: 'type of the value',
  x: 'any',
};

const mostTypes = 5;

/** Describes a set of types in a few words. */
export function typesText(types: ReadonlySet<EsqlType> | undefined): string {
  if (!types) return 'any';
  const left = new Set(types);
  const names: string[] = [];
  for (const [name, members] of groups) {
    if (!members.every((member) => left.has(member))) continue;
    for (const member of members) left.delete(member);
    names.push(name);
  }
  for (const type of left) names.push(type);
  return names.length > mostTypes ? 'any' : names.join(' or ');
}

/** Formats a parameter as in a signature: `start: date`, `precision?: number`. */
export function esqlParameterText({
  name,
  types,
  like,
  isOptional,
  isRepeated,
  isOptions,
}: Parameter): string {
  const type = isOptions ? '{…}' : like === undefined ? typesText(types) : 'same type';
  return `${name}${isOptional ? '?' : ''}: ${type}${isRepeated ? ', …' : ''}`;
}

/**
 * Formats a function's signature in one line: `DATE_TRUNC(interval: time span, date: date): type of date`.
 */
export function esqlSignatureText(signature: EsqlFunction): string {
  const { name, parameters, isOpaque } = signature;
  const inside = isOpaque ? '…' : parameters.map(esqlParameterText).join(', ');
  return `${name.toUpperCase()}(${inside}): ${resultText(signature)}`;
}

function resultText({ result, parameters }: EsqlFunction): string {
  const like = /^=(\d)$/.exec(result)?.[1];
  if (like !== undefined) return `type of ${parameters[Number(like) - 1]?.name ?? 'the value'}`;
  return results[result] ?? result;
}

/** Describes a function where its signature is already shown. */
export function esqlFunctionMeaning({
  summary,
  kind,
  since,
  maturity,
  lists,
  parameters,
}: EsqlFunction): string {
  const parts = [summary];
  const where = kinds[kind];
  if (where !== undefined) parts.push(where);
  const constants = parameters.filter(({ isConstant }) => isConstant).map(({ name }) => `\`${name}\``);
  if (constants.length > 0) parts.push(`${constants.join(' and ')} must be constant.`);
  if (kind === 'scalar' && lists === 'null' && parameters.length > 0)
    parts.push('Null when an argument is null or has several values.');
  const facts = [
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(maturity === 'released' ? [] : [maturity === 'preview' ? 'technical preview' : 'not in a release']),
  ];
  if (facts.length > 0) parts.push(facts.join(' · '));
  return parts.join('\n\n');
}
