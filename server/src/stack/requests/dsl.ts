/** An Elasticsearch query, filter or request body, ready for JSON. */
export type Dsl = { readonly [key: string]: unknown };

/** Returns a query that holds if all of the others do. */
export function allOf(filter: readonly Dsl[]): Dsl {
  return { bool: { filter } };
}

/** Returns a query that holds if at least one of the others does. */
export function anyOf(should: readonly Dsl[]): Dsl {
  return { bool: { should, minimum_should_match: 1 } };
}

/** Returns a query that holds if another one does not. */
export function noneOf(query: Dsl): Dsl {
  return { bool: { must_not: query } };
}
