import { isObject } from '../text/plain-objects.js';
import type { GuideNode, GuidePoint } from './nodes.js';

/**
 * A function that consumes text from the start of the value and returns a function that creates a node from
 * it.
 */
export interface Eat {
  (text: string): (node: GuideNode) => GuideNode;
  now(): GuidePoint;
}

/** A remark-parse tokenizer, called with its parser as `this`. */
export interface Tokenizer {
  (this: Parser, eat: Eat, value: string, silent?: boolean): GuideNode | boolean | undefined;
  /** Returns where the next text that it may match starts. */
  locator?: (this: Parser, value: string, from: number) => number;
  notInLink?: boolean;
}

/** The part of the remark-parse parser that plugins change. */
export interface Parser {
  readonly blockTokenizers: Record<string, Tokenizer>;
  readonly inlineTokenizers: Record<string, Tokenizer>;
  readonly blockMethods: string[];
  readonly inlineMethods: string[];
  tokenizeBlock(value: string, now: GuidePoint): GuideNode[];
  tokenizeInline(value: string, now: GuidePoint): GuideNode[];
}

/** An exception that makes Kibana show the whole guide's source instead of the guide. */
export class BrokenGuide extends Error {
  constructor(
    /** Kibana's message. */
    message: string,
    readonly point: GuidePoint | undefined,
    /** The problem, in our words. */
    override readonly cause: string,
  ) {
    super(message);
  }
}

/** Adds a tokenizer before another one. */
export function addTokenizer(
  parser: Parser,
  kind: 'block' | 'inline',
  name: string,
  before: string,
  tokenizer: Tokenizer,
): void {
  parser[`${kind}Tokenizers`][name] = tokenizer;
  const methods = parser[`${kind}Methods`];
  methods.splice(methods.indexOf(before), 0, name);
}

/** Moves a point along its line. */
export function movePoint({ line, column, offset }: GuidePoint, by: number): GuidePoint {
  return { line, column: column + by, offset: offset + by };
}

/**
 * Reads the text between two brackets, including nested ones. `end` is the offset after the closing bracket;
 * without one the body is empty and `end` is the end of the text. Returns undefined if the text has no
 * opening bracket there.
 */
export function readBrackets(
  text: string,
  at: number,
  open: string,
  close: string,
): { readonly body: string; readonly end: number } | undefined {
  if (text[at] !== open) return undefined;
  let depth = 0;
  for (let index = at + 1; index < text.length; index++) {
    if (text[index] === open) depth++;
    else if (text[index] === close && depth-- === 0)
      return { body: text.slice(at + 1, index), end: index + 1 };
  }
  return { body: '', end: text.length };
}

/**
 * Reads the JSON of a plugin as Kibana does: each opening brace counts up and each closing brace counts down,
 * even in strings, and the brace that makes the count negative ends it. `closed` says whether there is one.
 */
export function readPluginJson(
  text: string,
  from: number,
): { readonly json: string; readonly closed: boolean } {
  let depth = 0;
  for (let index = from; index < text.length; index++) {
    if (text[index] === '{') depth++;
    else if (text[index] === '}' && depth-- === 0) return { json: text.slice(from, index), closed: true };
  }
  return { json: text.slice(from), closed: false };
}

/** Parses the JSON of a plugin. Throws the error that makes Kibana show the guide's source. */
export function parsePluginJson(
  name: 'osquery' | 'investigate',
  json: string,
  now: GuidePoint,
): Readonly<Record<string, unknown>> {
  try {
    // Kibana spreads the parsed value into a node, so anything but an object adds no settings.
    const settings: unknown = JSON.parse(json);
    return isObject(settings) ? settings : {};
  } catch (error) {
    const reason = (error as Error).message;
    const title = name === 'osquery' ? 'osquery' : 'insight';
    const isCut = /"[^"]*[{}][^"]*"?/.test(json);
    const braces = isCut
      ? ' Kibana ends the plugin where its braces match, and counts braces in strings too.'
      : '';
    throw new BrokenGuide(
      `Unable to parse ${title} JSON configuration: ${String(error)}`,
      movePoint(now, `!{${name}`.length),
      `the JSON of "!{${name}" is invalid: ${reason}.${braces}`.replace(/\.\.$/, '.'),
    );
  }
}
