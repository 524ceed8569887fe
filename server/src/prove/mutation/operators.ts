/** Changes of a rule that its tests must notice, each with what it does in words. */
export const operators = {
  'drop-condition': 'ignores the condition',
  'drop-alternative': 'does not know the alternative',
  'drop-item': 'does not know the value',
  negate: 'asks for the opposite',
  case: 'compares with the other case sensitivity',
  number: 'compares with the next number',
  bound: 'takes the bound the other way',
  threshold: 'needs one event more or less',
  cardinality: 'needs one value more or less',
  maxspan: 'allows twice or half the time',
  'drop-step': 'does not know the step',
  'drop-key': 'does not relate events by the key',
  'drop-until': 'does not know until',
} as const;

export type MutationOperator = keyof typeof operators;
