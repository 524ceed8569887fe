/** A problem with a command's arguments, for code to inspect. */
export interface ArgumentError {
  readonly kind: 'unknown-option' | 'missing-value' | 'ambiguous-value' | 'unwanted-value';
  /** The option, with its dashes. */
  readonly option: string;
}

/**
 * Reads an error that Node's `parseArgs` throws; returns undefined for any other error. Only this function
 * parses Node's messages: Node has a single code for every invalid value, and no code names the option.
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
