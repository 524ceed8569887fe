/** Why something cannot be had, in words for people. */
export interface Failure {
  readonly ok: false;
  readonly error: string;
}

/** What was asked for, or why it cannot be had. */
export type Result<Value> = ({ readonly ok: true } & Value) | Failure;

/** Returns the failure with this reason. */
export function failure(error: string): Failure {
  return { ok: false, error };
}
