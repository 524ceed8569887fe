/** Why a Sigma rule is not converted (docs/sigma.md#refusals). */
export const refusalCodes = [
  'invalid',
  'aggregation',
  'condition',
  'contradiction',
  'correlation',
  'correlated-only',
  'duplicate-id',
  'field',
  'internal',
  'language',
  'logsource',
  'modifier',
  'placeholder',
  'regex',
  'value',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** A field that no map contains, with its log source. */
export interface UnmappedField {
  readonly field: string;
  readonly logsource: string;
}

/** A rule that cannot be converted exactly. Caught once per rule, by `convertSigma`. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly unmapped: readonly UnmappedField[] = [],
  ) {
    super(message);
  }
}
