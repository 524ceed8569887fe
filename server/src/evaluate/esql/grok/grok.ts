import type { RE2JS as Compiled } from 're2js';
import { grokTypes } from '../../../query/esql/patterns/grok.js';
import type { EsqlType } from '../../../query/esql/types.js';
import { regexPackage } from '../../../query/patterns/regex-package.js';
import { SearchFailure } from '../failure.js';
import type { Scalar } from '../values/value.js';
import { convertCapture } from './convert-capture.js';
import { grokDefinitions } from './definitions.js';
import { missingInGrok } from './missing-syntax.js';

/** A column that a GROK pattern creates. */
export interface GrokColumn {
  readonly name: string;
  readonly type: EsqlType;
}

export interface GrokMatcher {
  readonly columns: readonly GrokColumn[];
  /**
   * Returns the values of the columns, with several for a name that captures more than once. Returns
   * undefined if nothing matches. Throws a `Failure` for a value that does not convert to the type of its
   * capture.
   */
  match(text: string): ReadonlyMap<string, readonly Scalar[]> | undefined;
}

interface Capture extends GrokColumn {
  /** The type as written in the pattern. */
  readonly written: string | undefined;
}

const mostDepth = 40;

/**
 * The work per character grows with the number of captures, so we allow fewer than a pattern has room for.
 */
const mostCaptures = 200;

/**
 * A pattern that Elasticsearch accepts but that we do not evaluate (docs/semantics/esql.md#grok-patterns).
 */
export class NotInGrok extends Error {}

/** The engine's messages for errors in every regex dialect. Anything else may be valid in Oniguruma. */
const brokenAnywhere = /missing closing|missing argument to repetition|trailing backslash|unexpected \)/;

/**
 * Compiles a GROK pattern (docs/semantics/esql.md#grok). Throws a {@link SearchFailure} for an invalid
 * pattern, and a {@link NotInGrok} for one that is not evaluated.
 */
export function compileGrok(pattern: string): GrokMatcher {
  const missing = missingInGrok(pattern);
  if (missing !== undefined) throw new NotInGrok(missing);
  const captures: Capture[] = [];
  const expression = translate(pattern, captures, 0);
  const { RE2JS, RE2JSSyntaxException } = regexPackage();
  let compiled: Compiled;
  try {
    // In Ruby's syntax, ^ and $ match at line ends.
    compiled = RE2JS.compile(expression, RE2JS.MULTILINE);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    if (brokenAnywhere.test(error.message)) throw new SearchFailure(`GROK: ${error.message}`);
    throw new NotInGrok('this regular expression');
  }
  const columns = [...new Map(captures.map((capture) => [capture.name, capture])).values()];
  return {
    columns,
    match(text) {
      const matcher = compiled.matcher(text);
      if (!matcher.find()) return undefined;
      const found = new Map<string, Scalar[]>();
      for (const [index, { name, written }] of captures.entries()) {
        const captured = matcher.group(`c${index}`);
        if (captured === null || captured === undefined) continue;
        const value = convertCapture(captured, written);
        const values = found.get(name);
        if (values) values.push(value);
        else found.set(name, [value]);
      }
      return found;
    },
  };
}

/** Translates a pattern to a regular expression in which each capture is named by a number. */
function translate(pattern: string, captures: Capture[], depth: number): string {
  if (depth > mostDepth) throw new SearchFailure('GROK: the patterns refer to each other in a circle');
  let result = '';
  let end = 0;
  for (const match of pattern.matchAll(
    /\\.|%\{([\w-]*)(?::([^:}]*))?(?::([^}]*))?\}|\(\?<(?![=!])([^>]*)>|\(\?([a-z]+)([:)])/gs,
  )) {
    const [text, syntax, name, type, group, flags, behind] = match;
    result += pattern.slice(end, match.index);
    end = match.index + text.length;
    if (text.startsWith('\\')) result += text === '\\h' ? '[0-9a-fA-F]' : text;
    else if (flags !== undefined) result += `(?${flagsOf(flags)}${behind}`;
    else if (group !== undefined) result += `(?P<${capture(group, undefined, captures)}>`;
    else {
      const definition = Object.hasOwn(grokDefinitions, syntax!) ? grokDefinitions[syntax!] : undefined;
      if (definition === undefined) throw new NotInGrok(`the pattern [${syntax}]`);
      const label = name === undefined || name === '' ? undefined : capture(name, type, captures);
      const inner = translate(definition, captures, depth + 1);
      result += label === undefined ? `(?:${inner})` : `(?P<${label}>${inner})`;
    }
  }
  return result + pattern.slice(end);
}

/** With Ruby's `m`, a dot matches line ends. Elsewhere that flag is `s`. */
function flagsOf(flags: string): string {
  return flags.replaceAll('m', 's');
}

function capture(name: string, type: string | undefined, captures: Capture[]): string {
  if (captures.length >= mostCaptures) throw new NotInGrok(`more than ${mostCaptures} captures`);
  captures.push({ name, type: grokTypes.get(type ?? '') ?? 'keyword', written: type });
  return `c${captures.length - 1}`;
}
