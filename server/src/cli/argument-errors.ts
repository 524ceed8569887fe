/** What is wrong with the arguments of a command, for code. */
export interface ArgumentError {
  readonly kind: 'unknown-option' | 'missing-value' | 'ambiguous-value' | 'unwanted-value';
  /** The option with its dashes. */
  readonly option: string;
}

/**
 * Reads an error of `parseArgs` of Node; undefined for any other. Only this function reads its messages: there is one code
 * for all that can be wrong with a value, and none that names the option.
 */
export function readArgumentError(error: unknown): ArgumentError | undefined {
  if (!(error instanceof TypeError) || !('code' in error)) return undefined;
  const { code, message } = error;
  const option = /'(-[^' ]*)/.exec(message)?.[1]?.replace(/,.*$/, '') ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return { kind: 'unknown-option', option };
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return undefined;
  if (message.includes('ambiguous')) return { kind: 'ambiguous-value', option };
  return { kind: message.includes('argument missing') ? 'missing-value' : 'unwanted-value', option };
}
