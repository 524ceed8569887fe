import type { FieldMapping } from '../../fields/field-type.js';
import type { KqlIs, KqlRange, KqlRangeOperator, KqlValue } from '../../query/kql/syntax.js';
import { compileStars } from '../../query/patterns/wildcard.js';
import { anyOf, type Dsl } from './dsl.js';
import { escapeQueryString, escapeWildcards } from './query-string.js';
import { nestedPathOf, type RequestFields } from './request-fields.js';

/** The scope of a clause: the document, or the objects of the nested field `path`. */
export interface KqlScope {
  readonly fields: RequestFields;
  readonly path: string | undefined;
}

/** Returns the query for `field: value`, or for a value without a field. */
export function isQuery({ field, value }: KqlIs, scope: KqlScope): Dsl {
  const isPresence = isStarAlone(value);
  if (isPresence && (!field || isStarAlone(field))) return { match_all: {} };
  if (!field) return freeQuery(value);
  return anyOf(
    fieldsFor(field, scope).map(({ name, mapping, wrap }) =>
      wrap(isPresence ? { exists: { field: name } } : valueQuery(name, mapping, value)),
    ),
  );
}

const rangeKeys: Readonly<Record<KqlRangeOperator, string>> = {
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
};

/** Returns the query for `field < value` and the like. */
export function rangeQuery({ field, operator, value }: KqlRange, scope: KqlScope): Dsl {
  const key = rangeKeys[operator];
  return anyOf(
    fieldsFor(field, scope).map(({ name, mapping, wrap }) =>
      wrap({ range: { [name]: { [key]: contentOf(value), ...zoneOf(mapping) } } }),
    ),
  );
}

/** Returns whether a value or a field name is a single `*`. */
function isStarAlone({ pieces }: KqlValue): boolean {
  return pieces?.every((piece) => piece === '') === true;
}

/** Returns a value's string, or the constant that an unquoted word represents. */
function contentOf({ text, constant }: KqlValue): string | boolean | null {
  return constant === undefined ? text : constant;
}

/** Returns the query for a value in any field. */
function freeQuery(value: KqlValue): Dsl {
  if (value.pieces) return { query_string: { query: queryStringOf(value.pieces) } };
  const type = value.quoted ? 'phrase' : 'best_fields';
  return { multi_match: { type, query: contentOf(value), lenient: true } };
}

/** Returns the query for one field: whole values if it is a keyword in every index, else words. */
function valueQuery(name: string, mapping: FieldMapping | undefined, value: KqlValue): Dsl {
  const isKeyword = mapping?.type === 'keyword';
  if (value.pieces) {
    return isKeyword
      ? { wildcard: { [name]: { value: value.pieces.map(escapeWildcards).join('*') } } }
      : { query_string: { fields: [name], query: queryStringOf(value.pieces) } };
  }
  const content = contentOf(value);
  if (isDate(mapping)) return { range: { [name]: { gte: content, lte: content, ...zoneOf(mapping) } } };
  if (isKeyword) return { term: { [name]: { value: content } } };
  return { [value.quoted ? 'match_phrase' : 'match']: { [name]: content } };
}

function queryStringOf(pieces: readonly string[]): string {
  return pieces.map(escapeQueryString).join('*');
}

function isDate(mapping: FieldMapping | undefined): boolean {
  return mapping?.type === 'date' || mapping?.type === 'date_nanos';
}

function zoneOf(mapping: FieldMapping | undefined): { readonly time_zone?: string } {
  return isDate(mapping) ? { time_zone: 'Zulu' } : {};
}

interface AskedField {
  readonly name: string;
  readonly mapping: FieldMapping | undefined;
  /** Wraps a query in a nested query if the field was reached only by a pattern. */
  readonly wrap: (query: Dsl) => Dsl;
}

/** Returns the fields that a written name matches. A pattern that matches no field is sent unchanged. */
function fieldsFor(written: KqlValue, { fields, path }: KqlScope): AskedField[] {
  const prefix = path === undefined ? '' : `${path}.`;
  const asked = (name: string, wrap: AskedField['wrap']): AskedField => ({
    name,
    mapping: fields.mappingOf(name),
    wrap,
  });
  if (written.pieces) {
    const [first, ...rest] = written.pieces;
    const fits = compileStars([prefix + first!, ...rest], false);
    const found = [...fields.names()].filter(fits);
    if (found.length > 0) return found.map((name) => asked(name, nestedWrap(name, path, fields)));
  }
  return [asked(prefix + written.text, (query) => query)];
}

function nestedWrap(name: string, path: string | undefined, fields: RequestFields): AskedField['wrap'] {
  const nested = path === undefined ? nestedPathOf(name, fields) : undefined;
  if (nested === undefined) return (query) => query;
  return (query) => ({ nested: { path: nested, query, score_mode: 'none' } });
}
