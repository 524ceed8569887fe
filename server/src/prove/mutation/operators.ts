/** Changes of a rule that its tests must notice, each with its description; `{}` is a detail. */
export const operators = {
  'drop-condition': 'ignores the condition',
  'drop-exclusion': 'ignores the exclusion',
  'drop-alternative': 'ignores the alternative {}',
  'drop-item': 'ignores the value {}',
  negate: 'requires the opposite {}',
  case: 'compares with the other case sensitivity',
  wildcard: 'compares wildcards as characters',
  widen: 'uses patterns that match more {}',
  narrow: 'uses patterns that match less {}',
  number: 'compares with {}',
  bound: 'compares with {}',
  threshold: 'needs {} events',
  cardinality: 'needs {} different values',
  runs: 'needs {} runs',
  maxspan: 'allows {} ms',
  history: 'looks back {} as far',
  aggregate: 'computes {}',
  'drop-step': 'ignores the step',
  'drop-key': 'does not relate events by the key {}',
  'drop-until': 'ignores until',
  'drop-command': 'skips the command',
  'drop-filter': 'ignores the filter',
  'drop-exception': 'ignores the exception {}',
} as const;

export type MutationOperator = keyof typeof operators;
