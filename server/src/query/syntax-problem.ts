import type { Problem, ProblemCode } from '../text/problem.js';
import type { Span } from '../text/span.js';

/** The text of an error and what to do about it. */
export interface ErrorText {
  readonly message: string;
  readonly help?: string;
  /** The replacement, which is empty to remove the span. */
  readonly replacement?: string;
}

/** The text of each kind of error in a language, from the parser's details. */
export type ErrorTexts = Readonly<Record<string, (...details: never[]) => ErrorText>>;

/**
 * A problem found while parsing a query. Code that must distinguish problems checks the kind, never the
 * message.
 */
export interface SyntaxProblem<Kind extends string = string> extends Problem {
  readonly kind: Kind;
  /** What was expected, if something is missing: a token kind or a name from the language's table. */
  readonly wanted?: string;
  /** The token kind that was found instead. */
  readonly foundKind?: string;
}

/** Creates a problem of a kind, in the words of the table. */
export function syntaxProblem<Texts extends ErrorTexts, Kind extends keyof Texts & string>(
  code: ProblemCode,
  texts: Texts,
  kind: Kind,
  span: Span,
  ...details: Parameters<Texts[Kind]>
): SyntaxProblem<Kind> {
  return problemOfKind(kind, code, span, texts[kind]!(...details));
}

/** Creates a problem of a kind from its text, with the text's fix. */
export function problemOfKind<Kind extends string>(
  kind: Kind,
  code: ProblemCode,
  span: Span,
  { message, help, replacement }: ErrorText,
): SyntaxProblem<Kind> {
  const title = replacement === '' ? 'Remove it' : `Replace with "${replacement?.trim()}"`;
  return {
    kind,
    code,
    severity: 'error',
    message,
    span,
    ...(help === undefined ? {} : { help }),
    ...(replacement === undefined ? {} : { fix: { title, edits: [{ span, text: replacement }] } }),
  };
}

/** Returns the problem in its public form. */
export function withoutKind({ kind, wanted, foundKind, ...problem }: SyntaxProblem): Problem {
  return problem;
}
