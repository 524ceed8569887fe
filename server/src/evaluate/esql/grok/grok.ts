import type { RE2JS as Compiled } from 're2js';
import { grokTypes } from '../../../query/esql/patterns/grok.js';
import type { EsqlType } from '../../../query/esql/types.js';
import { regexPackage } from '../../../query/patterns/regex-package.js';
import { SearchFailure } from '../failure.js';
import type { Scalar } from '../values/value.js';
import { convertCapture } from './convert-capture.js';
import { grokDefinitions } from './definitions.js';
import { missingInGrok } from './missing-syntax.js';

/** A column that a pattern of GROK makes. */
export interface GrokColumn {
  readonly name: string;
  readonly type: EsqlType;
}

export interface GrokMatcher {
  readonly columns: readonly GrokColumn[];
  /**
   * The values of the columns, several for a name that captures more than once; undefined where nothing matches. Throws a
   * `Failure` for a value that does not convert to the type of its capture.
   */
  match(text: string): ReadonlyMap<string, readonly Scalar[]> | undefined;
}

interface Capture extends GrokColumn {
  /** The type as the pattern has it. */
  readonly written: string | undefined;
}

const mostDepth = 40;

/** Work grows with the captures of each character, so that there must not be as many as a pattern has room for. */
const mostCaptures = 200;

/** What is a pattern to Elasticsearch, but is not evaluated here (docs/semantics/esql.md#grok-patterns). */
export class NotInGrok extends Error {}

/** Words of the engine for what is no regular expression anywhere; all else can be one in Oniguruma. */
const brokenAnywhere = /missing closing|missing argument to repetition|trailing backslash|unexpected \)/;

/**
 * Compiles a pattern of GROK (docs/semantics/esql.md#grok). Throws a {@link SearchFailure} for one that is not valid,
 * and {@link NotInGrok} for what is not evaluated.
 */
export function compileGrok(pattern: string): GrokMatcher {
  const missing = missingInGrok(pattern);
  if (missing !== undefined) throw new NotInGrok(missing);
  const captures: Capture[] = [];
  const expression = translate(pattern, captures, 0);
  const { RE2JS, RE2JSSyntaxException } = regexPackage();
  let compiled: Compiled;
  try {
    // In the syntax of Ruby ^ and $ are the ends of lines.
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

/** A pattern as a regular expression, in which each capture has a number for its name. */
function translate(pattern: string, captures: Capture[], depth: number): string {
  if (depth > mostDepth) throw new SearchFailure('GROK: the patterns name each other in a circle');
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

/** `m` of Ruby lets a dot match ends of lines, which is `s` elsewhere. */
function flagsOf(flags: string): string {
  return flags.replaceAll('m', 's');
}

function capture(name: string, type: string | undefined, captures: Capture[]): string {
  if (captures.length >= mostCaptures) throw new NotInGrok(`more than ${mostCaptures} captures`);
  captures.push({ name, type: grokTypes.get(type ?? '') ?? 'keyword', written: type });
  return `c${captures.length - 1}`;
}
