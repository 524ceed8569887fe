import { badArgument } from '../failure.js';
import { type FunctionBodies, plain } from './body.js';
import { behindSpace, behindValue, itemAt, valueOfKey } from './json-source.js';

/** Returns the keys and indices of a path such as `$.a['b.c'][0]`. */
function pathOf(path: string): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  const text = path.replace(/^\$\.?/, '');
  for (const match of text.matchAll(/\['([^']*)'\]|\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)) {
    const [, single, double, index, name] = match;
    steps.push(index === undefined ? (single ?? double ?? name ?? '') : Number(index));
  }
  return steps;
}

function requireJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw badArgument('invalid JSON input');
  }
}

/**
 * JSON_EXTRACT: returns a string as its characters, and any other value as written, which preserves numbers
 * and the order of keys (docs/semantics/esql.md#strings-1). If a key is repeated, the first one counts.
 */
function extract(text: string, path: string): string | null {
  requireJson(text);
  let at = behindSpace(text, 0);
  for (const step of pathOf(path)) {
    const next =
      typeof step === 'number'
        ? text[at] === '['
          ? itemAt(text, at, step)
          : undefined
        : text[at] === '{'
          ? valueOfKey(text, at, step)
          : undefined;
    if (next === undefined)
      throw badArgument(
        typeof step === 'number' && text[at] === '['
          ? 'array index out of bounds'
          : `path [${path}] does not exist`,
      );
    at = next;
  }
  const source = text.slice(at, behindValue(text, at));
  if (source === 'null') return null;
  return source.startsWith('"') ? (JSON.parse(source) as string) : source;
}

export const jsonBodies: FunctionBodies = { json_extract: plain(extract) };
