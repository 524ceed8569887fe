/** Words of the query languages that highlighting needs and that are not in a parser's tables. */

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
