/** Why a tool refuses a call, in words for the caller. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
