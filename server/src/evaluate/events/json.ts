/** Only this file interprets messages of JSON.parse. */

/** Returns whether a string as a whole is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Returns the message of JSON.parse without the text that it quotes. */
export function jsonMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/,? ?(\.\.\.)?".*"(\.\.\.)? is not valid JSON$/s, '').replace(/ in JSON/, '');
}

/**
 * Returns where JSON.parse stopped: at an offset or in the middle of a quotation. Returns undefined if the
 * message does not say.
 */
export function jsonErrorOffset(text: string, error: unknown): number | undefined {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const quoted = /"(.+)"(?:\.\.\.)? is not valid JSON$/s.exec(message.replace(/^.*?, (?:\.\.\.)?/s, ''))?.[1];
  // A short text is quoted in full.
  const start = quoted === undefined || quoted === text ? -1 : text.indexOf(quoted);
  return start < 0 ? undefined : start + Math.floor(quoted!.length / 2);
}

/** Returns whether a string is invalid JSON rather than the beginning of valid JSON. */
export function isWrongJson(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return !/Unexpected end|Unterminated|Expected .*(?:end|after)/.test(message);
  }
}
