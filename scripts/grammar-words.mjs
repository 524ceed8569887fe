/** Words of the query languages that colouring needs and that no parser table holds. */

export const kueryWords = ['and', 'or', 'not'];

export const esqlWords = [
  'and',
  'or',
  'not',
  'in',
  'like',
  'rlike',
  'is',
  'by',
  'as',
  'on',
  'with',
  'asc',
  'desc',
  'nulls',
  'first',
  'last',
  'metadata',
];
