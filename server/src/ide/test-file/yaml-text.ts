import type { CompletionItem } from '../types.js';

/** How text is written at a place of a test file. */
export interface WritingStyle {
  readonly isJson: boolean;
  /** The place lies in quotes, which stay. */
  readonly quoted: boolean;
  /** Behind the key stands a colon already. */
  readonly hasValue: boolean;
}

type Insert = Pick<CompletionItem, 'insert' | 'snippet'>;

/** What is inserted for a key; `frame` is a snippet for its value. */
export function keyInsert(key: string, { isJson, quoted, hasValue }: WritingStyle, frame: string): Insert {
  const plain = /^[A-Za-z_][\w.]*$/.test(key) && !isJson;
  const written = quoted || plain ? key : JSON.stringify(key);
  if (quoted || hasValue) return written === key ? {} : { insert: written };
  return { insert: `${written}: ${frame}`, snippet: true };
}

/** What is inserted for a value: quoted where YAML would read something other than this text. */
export function valueInsert(value: string, { isJson, quoted }: WritingStyle): Insert {
  const plain = !isJson && /^[A-Za-z_./][\w./-]*(?: [\w./-]+)*$/.test(value) && !reserved.test(value);
  const written = quoted || plain ? value : JSON.stringify(value);
  return written === value ? {} : { insert: written };
}

const reserved = /^(?:true|false|null|yes|no|on|off|\.nan|\.inf|~)$/i;
