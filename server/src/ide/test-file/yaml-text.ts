import type { CompletionItem } from '../types.js';

/** How text is written at a position of a test file. */
export interface WritingStyle {
  readonly isJson: boolean;
  /** The position is within quotes, which are kept. */
  readonly quoted: boolean;
  /** A colon already follows the key. */
  readonly hasValue: boolean;
}

type Insert = Pick<CompletionItem, 'insert' | 'snippet'>;

/** Returns the text to insert for a key; `frame` is a snippet for its value. */
export function keyInsert(key: string, { isJson, quoted, hasValue }: WritingStyle, frame: string): Insert {
  const plain = /^[A-Za-z_][\w.]*$/.test(key) && !isJson;
  const written = quoted || plain ? key : JSON.stringify(key);
  if (quoted || hasValue) return written === key ? {} : { insert: written };
  return { insert: `${written}: ${frame}`, snippet: true };
}

/** Returns the text to insert for a value, quoted if YAML would read it differently. */
export function valueInsert(value: string, { isJson, quoted }: WritingStyle): Insert {
  const plain = !isJson && /^[A-Za-z_./][\w./-]*(?: [\w./-]+)*$/.test(value) && !reserved.test(value);
  const written = quoted || plain ? value : JSON.stringify(value);
  return written === value ? {} : { insert: written };
}

const reserved = /^(?:true|false|null|yes|no|on|off|\.nan|\.inf|~)$/i;
