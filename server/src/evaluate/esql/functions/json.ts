import { badArgument } from '../failure.js';
import { type FunctionBodies, plain } from './body.js';

/** The keys and positions of a path such as `$.a['b.c'][0]`. */
function pathOf(path: string): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  const text = path.replace(/^\$\.?/, '');
  for (const match of text.matchAll(/\['([^']*)'\]|\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)) {
    const [, single, double, index, name] = match;
    steps.push(index === undefined ? (single ?? double ?? name ?? '') : Number(index));
  }
  return steps;
}

/** Reads JSON so that of keys that repeat the first one counts. */
function readJson(text: string): unknown {
  try {
    return parseFirst(text);
  } catch {
    throw badArgument('invalid JSON input');
  }
}

function parseFirst(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  // Only an object whose text has a key twice is read differently.
  return hasRepeatedKey(text, parsed) ? firstKeys(text) : parsed;
}

/** Returns whether an object has a key twice: then the text has more keys than what was read from it. */
function hasRepeatedKey(text: string, parsed: unknown): boolean {
  return keysIn(text) > countKeys(parsed);
}

/** Counts the keys in a text that is valid JSON: the strings before a colon. */
function keysIn(text: string): number {
  let keys = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    at = stringEnd(text, at);
    while (isSpace(text[at])) at++;
    if (text[at] === ':') keys++;
  }
  return keys;
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children = Object.values(value);
  return children.reduce<number>(
    (count, child) => count + countKeys(child),
    Array.isArray(value) ? 0 : children.length,
  );
}

/** Returns the offset behind a string that starts at an offset. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}

/** Reads objects key by key, without writing over one that is there. */
function firstKeys(text: string): unknown {
  let at = 0;
  const space = (): void => {
    while (isSpace(text[at])) at++;
  };
  const scalar = (): unknown => {
    const start = at;
    if (text[at] === '"') at = stringEnd(text, at);
    else while (at < text.length && !/[,\]}\s]/.test(text[at]!)) at++;
    return JSON.parse(text.slice(start, at));
  };
  const value = (): unknown => {
    space();
    if (text[at] === '{') return object();
    if (text[at] !== '[') return scalar();
    const items: unknown[] = [];
    at++;
    for (space(); text[at] !== ']'; space()) {
      items.push(value());
      space();
      if (text[at] === ',') at++;
    }
    at++;
    return items;
  };
  const object = (): unknown => {
    const entries = new Map<string, unknown>();
    at++;
    for (space(); text[at] !== '}'; space()) {
      const key = scalar() as string;
      space();
      at++;
      const own = value();
      if (!entries.has(key)) entries.set(key, own);
      space();
      if (text[at] === ',') at++;
    }
    at++;
    return Object.fromEntries(entries);
  };
  return value();
}

function extract(text: string, path: string): string | null {
  let current = readJson(text);
  for (const step of pathOf(path)) {
    if (typeof step === 'number') {
      if (!Array.isArray(current)) throw badArgument(`path [${path}] does not exist`);
      if (step >= current.length) throw badArgument('array index out of bounds');
      current = current[step];
    } else {
      const isObject = typeof current === 'object' && current !== null && !Array.isArray(current);
      if (!isObject || !Object.hasOwn(current as object, step))
        throw badArgument(`path [${path}] does not exist`);
      current = (current as Record<string, unknown>)[step];
    }
  }
  if (current === null) return null;
  return typeof current === 'string' ? current : JSON.stringify(current);
}

export const jsonBodies: FunctionBodies = { json_extract: plain(extract) };
