/** Only this file reads messages of JSON.parse. */

/** Whether a text is JSON as a whole. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The message of JSON.parse without the text that it quotes. */
export function jsonMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/,? ?(\.\.\.)?".*"(\.\.\.)? is not valid JSON$/s, '').replace(/ in JSON/, '');
}

/** Where JSON.parse stopped in a text: at an offset or in the middle of a quotation; undefined when it does not say. */
export function jsonErrorOffset(text: string, error: unknown): number | undefined {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const quoted = /"(.+)"(?:\.\.\.)? is not valid JSON$/s.exec(message.replace(/^.*?, (?:\.\.\.)?/s, ''))?.[1];
  // A short text is quoted whole.
  const start = quoted === undefined || quoted === text ? -1 : text.indexOf(quoted);
  return start < 0 ? undefined : start + Math.floor(quoted!.length / 2);
}

/** Returns whether a text is invalid JSON rather than the beginning of valid JSON. */
export function isWrongJson(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return !/Unexpected end|Unterminated|Expected .*(?:end|after)/.test(message);
  }
}
