/** A query of Elasticsearch's Query DSL, limited to what KQL compiles to. */
export type Dsl = Readonly<Record<string, Body>>;

/** The body of a query: its clauses, or a field with its condition. */
interface Body {
  readonly [key: string]: unknown;
  readonly should?: readonly Dsl[];
  readonly field?: string;
  readonly query?: unknown;
}

/** The condition on a field. */
interface Asked {
  readonly value?: string;
  readonly case_insensitive?: boolean;
  readonly gte?: string;
  readonly lte?: string;
  readonly time_zone?: string;
}

type Fields = Readonly<Record<string, string>>;

/**
 * Returns whether a document matches a query: naively, value by value, for the few kinds of queries in the
 * cases.
 */
export function dslMatches(dsl: Dsl, document: Record<string, unknown>, fields: Fields): boolean {
  const [[kind, body]] = Object.entries(dsl) as [[string, Body]];
  switch (kind) {
    case 'bool':
      return body.should!.some((one) => dslMatches(one, document, fields));
    case 'exists':
      return valuesOf(document, body.field!).length > 0;
    case 'term': {
      const [[field, { value }]] = Object.entries(body) as [[string, Asked]];
      return valuesOf(document, field).includes(value);
    }
    case 'match': {
      const [[field, query]] = Object.entries(body) as [[string, string]];
      return valuesOf(document, field).some((value) => matchValue(value, query, fields[field]));
    }
    case 'multi_match':
      return allValues(document, fields).some(({ value, type }) =>
        type === 'text'
          ? ` ${words(value).join(' ')} `.includes(` ${words(body.query).join(' ')} `)
          : value === body.query,
      );
    case 'query_string': {
      const pattern = starPattern(String(body.query), false);
      return allValues(document, fields).some(({ value, type }) =>
        type === 'text' ? words(value).some((word) => pattern.test(word)) : pattern.test(String(value)),
      );
    }
    case 'wildcard': {
      const [[field, { value: query, case_insensitive }]] = Object.entries(body) as [[string, Asked]];
      const pattern = starPattern(query!, case_insensitive === true);
      return valuesOf(document, field).some((value) => pattern.test(String(value)));
    }
    case 'range': {
      const [[field, { gte, lte, time_zone }]] = Object.entries(body) as [[string, Asked]];
      const zone = time_zone === 'America/Phoenix' ? '-07:00' : 'Z';
      return valuesOf(document, field).some((value) => {
        const time = Date.parse(String(value));
        return time >= Date.parse(`${gte}${zone}`) && time <= Date.parse(`${lte}${zone}`) + 999;
      });
    }
    case 'nested':
      return dslMatches(body.query as Dsl, document, fields);
    default:
      throw new Error(`no reading of ${kind}`);
  }
}

function matchValue(value: unknown, query: string, type: string | undefined): boolean {
  if (type !== 'text') return value === query;
  return words(query).some((word) => words(value).includes(word));
}

function words(value: unknown): string[] {
  return (
    String(value)
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  );
}

/**
 * Converts an Elasticsearch wildcard pattern to a regular expression; a backslash escapes the next character.
 */
function starPattern(query: string, caseInsensitive: boolean): RegExp {
  const source = query.replace(/\\(.)|([*?])|([^\\*?]+)/g, (_, escaped, wildcard, plain) => {
    if (wildcard) return wildcard === '*' ? '.*' : '.';
    return (escaped ?? plain).replace(/[^A-Za-z0-9 ]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, caseInsensitive ? 'is' : 's');
}

function valuesOf(document: Record<string, unknown>, field: string): unknown[] {
  let nodes: unknown[] = [document[field] ?? document];
  if (document[field] === undefined)
    for (const key of field.split('.'))
      nodes = nodes.flat().flatMap((node) => (node as Record<string, unknown>)?.[key] ?? []);
  return nodes.flat();
}

/** Returns the values of all fields except nested ones, which are in separate documents. */
function allValues(
  document: Record<string, unknown>,
  fields: Fields,
): { value: unknown; type: string | undefined }[] {
  return Object.keys(document)
    .filter((field) => typeof document[field] !== 'object' || Array.isArray(document[field]))
    .flatMap((field) => valuesOf(document, field).map((value) => ({ value, type: fields[field] })));
}
