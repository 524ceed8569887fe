/** Why a request to a stack returned no usable response. */
export type StackErrorKind =
  | 'bad-answer'
  | 'cancelled'
  | 'certificate'
  | 'conflict'
  | 'forbidden'
  | 'network'
  | 'not-found'
  | 'redirect'
  | 'refused'
  | 'server'
  | 'setup'
  | 'timeout'
  | 'too-many-requests'
  | 'unauthorized'
  | 'unreachable';

/** A request to a stack failed. The message never contains a key. */
export class StackError extends Error {
  override readonly name = 'StackError';

  constructor(
    readonly kind: StackErrorKind,
    message: string,
    readonly help?: string,
    /** HTTP status of the response, if there was one. */
    readonly status?: number,
  ) {
    super(message);
  }
}
