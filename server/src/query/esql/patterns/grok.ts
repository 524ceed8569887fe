/** A capturing part of a GROK pattern. */
export interface GrokCapture {
  /** Undefined for a named group of a regular expression. */
  readonly syntax: string | undefined;
  /** Undefined for a pattern that does not capture. */
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
}

/** The types that a capture can be converted to, with their ES|QL types. */
export const grokTypes: ReadonlyMap<string, 'integer' | 'long' | 'double' | 'boolean'> = new Map([
  ['int', 'integer'],
  ['long', 'long'],
  ['float', 'double'],
  ['double', 'double'],
  ['boolean', 'boolean'],
]);

const capturePattern = /\\.|%\{([\w-]*)(?::([^:}]*))?(?::([^}]*))?\}|\(\?<(?![=!])([^>]*)>/gs;

/** Returns the captures of a GROK pattern, in source order (docs/semantics/esql.md#grok). */
export function grokCaptures(pattern: string): readonly GrokCapture[] {
  const captures: GrokCapture[] = [];
  for (const match of pattern.matchAll(capturePattern)) {
    const [text, syntax, name, type, group] = match;
    if (text.startsWith('\\')) continue;
    const start = match.index;
    const end = start + text.length;
    if (group !== undefined)
      captures.push({ syntax: undefined, name: group, type: undefined, start, end, nameStart: start + 3 });
    else captures.push({ syntax, name, type, start, end, nameStart: start + 3 + (syntax ?? '').length });
  }
  return captures;
}
