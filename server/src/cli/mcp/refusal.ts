/** Why a tool does not answer, to be read by whoever called it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
