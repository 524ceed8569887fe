import type { RE2JS } from 're2js';
import { javaSyntax } from '../../../query/patterns/java-syntax.js';
import { regexPackage } from '../../../query/patterns/regex-package.js';
import { remember } from '../../../text/remember.js';
import { badArgument, Failure, NotEvaluable, SearchFailure } from '../failure.js';
import type { FunctionBody } from './body.js';

/** Longer results fail. */
const longestText = 1_048_576;

/**
 * What the engine of regular expressions here does not have of a pattern of Java; undefined where it has everything, or
 * Java refuses the pattern.
 */
export function missingInRegex(pattern: string): string | undefined {
  const syntax = javaSyntax(pattern);
  if (syntax.kind === 'missing') return syntax.what;
  if (syntax.kind === 'invalid') return undefined;
  return compiled(pattern) ? undefined : 'this regular expression';
}

function compiled(pattern: string): RE2JS | undefined {
  const { RE2JS, RE2JSSyntaxException } = regexPackage();
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return undefined;
    throw error;
  }
}

/** REPLACE: all matches of a regular expression of Java (docs/semantics/esql.md#strings-1). */
export const replace: FunctionBody = {
  single: ({ call, isConstant }) => {
    const expressionOf = remember((pattern: string): RE2JS => {
      const syntax = javaSyntax(pattern);
      if (syntax.kind === 'invalid') {
        if (isConstant(1)) throw new SearchFailure(`REPLACE: ${syntax.reason}`);
        throw new Failure('java.util.regex.PatternSyntaxException', syntax.reason);
      }
      const expression = syntax.kind === 'shared' ? compiled(pattern) : undefined;
      if (expression) return expression;
      const { start, end } = (call.arguments[1] ?? call).span;
      throw new NotEvaluable(`${missingInRegex(pattern)} is not evaluated`, start, end);
    });
    return (text, regex, replacement) =>
      replaceAll(text as string, expressionOf(regex as string), replacement as string);
  },
};

function replaceAll(text: string, expression: RE2JS, replacement: string): string {
  const matcher = expression.matcher(text);
  const groups = matcher.groupCount();
  const names = expression.namedGroups();
  let result = '';
  let end = 0;
  while (matcher.find()) {
    const replaced = replacementOf(replacement, groups, (group) => {
      if (typeof group === 'string' && !Object.hasOwn(names, group))
        throw badArgument(`No group with name {${group}}`);
      return matcher.group(typeof group === 'string' ? names[group] : group);
    });
    result += text.slice(end, matcher.start()) + replaced;
    end = matcher.end();
    if (result.length > longestText)
      throw badArgument('Creating strings with more than [1048576] bytes is not supported');
  }
  return result + text.slice(end);
}

/** The replacement of one match, after the rules of Java: `$1`, `${name}` and a backslash before a character that is meant itself. */
function replacementOf(
  written: string,
  groups: number,
  groupOf: (name: number | string) => string | null | undefined,
): string {
  return written.replace(
    /\\(.)|\$(?:(\d+)|\{([A-Za-z][A-Za-z0-9]*)\})|[\\$]/gs,
    (text, escaped?: string, digits?: string, name?: string) => {
      if (escaped !== undefined) return escaped;
      if (name !== undefined) return groupOf(name) ?? '';
      if (digits === undefined)
        throw badArgument(text === '$' ? 'Illegal group reference' : 'character to be escaped is missing');
      const { group, rest } = groupNumber(digits, groups);
      return (groupOf(group) ?? '') + rest;
    },
  );
}

/** The number of a group takes further digits only as long as there is such a group. */
function groupNumber(digits: string, groups: number): { readonly group: number; readonly rest: string } {
  let group = Number(digits[0]);
  if (group > groups) throw new Failure('java.lang.IndexOutOfBoundsException', `No group ${group}`);
  let taken = 1;
  while (taken < digits.length && group * 10 + Number(digits[taken]) <= groups)
    group = group * 10 + Number(digits[taken++]);
  return { group, rest: digits.slice(taken) };
}
