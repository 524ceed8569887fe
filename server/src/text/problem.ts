import type { TextEdit } from './edits.js';
import type { LintCode } from './lint-codes.generated.js';
import type { OtherCode } from './other-codes.js';
import type { Span } from './span.js';

/** Every code that a problem can have: the ids of the lints, and the other codes. Each has a page. */
export type ProblemCode = LintCode | OtherCode;

/** How severe a problem is. The names are those of the JSON output. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A change that fixes the problem it belongs to. Edits refer to the same text as the problem's span. */
export interface Fix {
  /** What the fix does, as the title of a code action: `Replace "proces" with "process"`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /**
   * Whether a person must decide: the fix is offered in the editor, and never applied together with others.
   */
  readonly manual?: boolean;
}

/** Another span that belongs to the cause of a problem. */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/**
 * A problem in a text, as a value: the editor and every command line report render only this. The span counts
 * UTF-16 code units of the text in which the problem was found.
 */
export interface Problem {
  /** The stable name of the check, for example `key-unknown`. */
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** What is wrong and why, in one or two sentences. */
  readonly message: string;
  readonly span: Span;
  /** What to do about it. */
  readonly help?: string;
  readonly fix?: Fix;
  readonly related?: readonly RelatedPlace[];
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/** Compares severities: negative if `a` is more severe than `b`, positive if less, zero if equal. */
export function compareSeverity(a: Severity, b: Severity): number {
  return ranks[a] - ranks[b];
}
