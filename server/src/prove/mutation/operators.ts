/** Changes of a rule that its tests must notice, each with its description; `{}` is a detail. */
export const operators = {
  'drop-condition': 'ignores the condition',
  'drop-exclusion': 'ignores the exclusion',
  'drop-alternative': 'does not know the alternative {}',
  'drop-item': 'does not know the value {}',
  negate: 'asks for the opposite {}',
  case: 'compares with the other case sensitivity',
  wildcard: 'compares wildcards as characters',
  widen: 'takes patterns that match more {}',
  narrow: 'takes patterns that match less {}',
  number: 'compares with {}',
  bound: 'compares with {}',
  threshold: 'needs {} events',
  cardinality: 'needs {} different values',
  runs: 'needs {} runs',
  maxspan: 'allows {} ms',
  history: 'looks back {} as far',
  aggregate: 'computes {}',
  'drop-step': 'does not know the step',
  'drop-key': 'does not relate events by the key {}',
  'drop-until': 'does not know until',
  'drop-command': 'skips the command',
  'drop-filter': 'ignores the filter',
  'drop-exception': 'ignores the exception {}',
} as const;

export type MutationOperator = keyof typeof operators;
