import type { Problem, ProblemCode } from '../text/problem.js';
import type { Span } from '../text/span.js';

/** What a mistake is called and what to do about it. */
export interface ErrorText {
  readonly message: string;
  readonly help?: string;
  /** What to write in its place; empty to remove it. */
  readonly replacement?: string;
}

/** For each kind of mistake in a language its text, from what the parser knows of it. */
export type ErrorTexts = Readonly<Record<string, (...details: never[]) => ErrorText>>;

/** A problem while a query is parsed: whoever needs to tell mistakes apart looks at the kind, never at the message. */
export interface SyntaxProblem<Kind extends string = string> extends Problem {
  readonly kind: Kind;
  /** What was expected, where something is missing: a kind of token or a name from the table of the language. */
  readonly wanted?: string;
  /** The kind of token that was found instead. */
  readonly foundKind?: string;
}

/** A problem of a kind, in the words of the table. */
export function syntaxProblem<Texts extends ErrorTexts, Kind extends keyof Texts & string>(
  code: ProblemCode,
  texts: Texts,
  kind: Kind,
  span: Span,
  ...details: Parameters<Texts[Kind]>
): SyntaxProblem<Kind> {
  return problemOfKind(kind, code, span, texts[kind]!(...details));
}

/** A problem of a kind from its text, with the fix that the text gives. */
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

/** The problem as others see it. */
export function withoutKind({ kind, wanted, foundKind, ...problem }: SyntaxProblem): Problem {
  return problem;
}
