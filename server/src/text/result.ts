/** The reason why something failed, as a message for users. */
export interface Failure {
  readonly ok: false;
  readonly error: string;
}

/** The requested value, or why it is not available. */
export type Result<Value> = ({ readonly ok: true } & Value) | Failure;

/** Returns a failure with this reason. */
export function failure(error: string): Failure {
  return { ok: false, error };
}
