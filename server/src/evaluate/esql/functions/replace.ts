import type { RE2JS } from 're2js';
import { compileJavaExpression, type JavaExpression } from '../../../query/patterns/java-expression.js';
import { javaSyntax } from '../../../query/patterns/java-syntax.js';
import { remember } from '../../../text/remember.js';
import { badArgument, Failure, NotEvaluable, SearchFailure } from '../failure.js';
import type { FunctionBody } from './body.js';

/** Longer results fail. */
const longestText = 1_048_576;

/**
 * Returns the feature of a Java pattern that our regex engine does not support. Returns undefined if it
 * supports all of them, or if Java rejects the pattern.
 */
export function missingInRegex(pattern: string): string | undefined {
  const syntax = javaSyntax(pattern);
  if (syntax.kind === 'missing') return syntax.what;
  if (syntax.kind === 'invalid') return undefined;
  return compileJavaExpression(pattern) ? undefined : 'this regular expression';
}

/** REPLACE: replaces all matches of a Java regular expression (docs/semantics/esql.md#strings-1). */
export const replace: FunctionBody = {
  single: ({ call, isConstant }) => {
    const notEvaluated = (what: string): NotEvaluable => {
      const { start, end } = (call.arguments[1] ?? call).span;
      return new NotEvaluable(`${what} is not evaluated`, start, end);
    };
    const expressionOf = remember((pattern: string): JavaExpression => {
      const syntax = javaSyntax(pattern);
      if (syntax.kind === 'invalid') {
        if (isConstant(1)) throw new SearchFailure(`REPLACE: ${syntax.reason}`);
        throw new Failure('java.util.regex.PatternSyntaxException', syntax.reason);
      }
      const expression = syntax.kind === 'shared' ? compileJavaExpression(pattern) : undefined;
      if (expression) return expression;
      throw notEvaluated(missingInRegex(pattern)!);
    });
    return (text, regex, replacement) => {
      const expression = expressionOf(regex as string).on(text as string);
      if (typeof expression === 'string') throw notEvaluated(expression);
      return replaceAll(text as string, expression, replacement as string);
    };
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

/**
 * Returns the replacement of one match by Java's rules: `$1`, `${name}`, and a backslash before a literal
 * character.
 */
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

/** A group number includes further digits only while such a group exists. */
function groupNumber(digits: string, groups: number): { readonly group: number; readonly rest: string } {
  let group = Number(digits[0]);
  if (group > groups) throw new Failure('java.lang.IndexOutOfBoundsException', `No group ${group}`);
  let taken = 1;
  while (taken < digits.length && group * 10 + Number(digits[taken]) <= groups)
    group = group * 10 + Number(digits[taken++]);
  return { group, rest: digits.slice(taken) };
}
