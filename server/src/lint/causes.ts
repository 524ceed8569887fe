import type { Analysis } from '../analysis/analysis.js';
import { isPartialRule } from '../rule/rule.js';
import { nearestNames } from '../text/nearest.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { indexSpans } from '../text/span-index.js';
import type { Lint } from './lint.js';

/** Codes of problems about a key or value as such, whatever its content. */
const structural = new Set(['key-unknown', 'type-mismatch', 'section-unknown']);

/**
 * Returns whether a finding of a lint only repeats an earlier one: the lint judges what follows the position
 * where parsing fails, or a position or key that is already reported as wrong.
 */
export function repeatsCause(
  lint: Lint,
  finding: Problem,
  earlier: readonly Problem[],
  analysis: Analysis,
): boolean {
  const causes = causesOf(earlier, analysis);
  if (!causes) return false;
  const { span } = finding;
  if (analysis.document.problems.length > 0 && !isInQuery(finding, analysis)) return true;
  if (causes.cover(span)) return true;
  if (causes.lines.size > 0 && causes.lines.has(analysis.lines.positionAt(span.start).line)) return true;
  return causes.isJudgedBy(lint);
}

/** Earlier errors that explain findings. */
interface Causes {
  /** Returns whether one of them says that the source at the span is wrong as such. */
  cover(span: Span): boolean;
  /** Lines of the query that cannot be parsed. */
  readonly lines: ReadonlySet<number>;
  /** Returns whether a lint judges a key or table that is wrong. */
  isJudgedBy(lint: Lint): boolean;
}

const causesByProblems = new WeakMap<readonly Problem[], Causes | undefined>();

function causesOf(earlier: readonly Problem[], analysis: Analysis): Causes | undefined {
  if (causesByProblems.has(earlier)) return causesByProblems.get(earlier);
  const errors = earlier.filter(({ severity }) => severity === 'error');
  const causes = errors.length === 0 ? undefined : findCauses(errors, analysis);
  causesByProblems.set(earlier, causes);
  return causes;
}

function findCauses(errors: readonly Problem[], analysis: Analysis): Causes {
  const { lines, query } = analysis;
  const wrong = errors.filter(isAboutItsPlace).map(({ span }) => span);
  const unreadable = query?.parsed.exact
    ? []
    : errors.filter(({ code }) => code === query?.language.syntaxCode);
  let names: readonly string[] | undefined;
  const judged = new Map<Lint, boolean>();
  return {
    cover: indexSpans(wrong, (span) => span).covers,
    lines: new Set(unreadable.map(({ span }) => lines.positionAt(span.start).line)),
    isJudgedBy(lint) {
      const judges = lint.judges ?? [];
      if (judges.length === 0) return false;
      let known = judged.get(lint);
      if (known === undefined) {
        names ??= wrongKeys(errors, analysis);
        known = names.some((name) => isJudged(name, judges));
        judged.set(lint, known);
      }
      return known;
    },
  };
}

/**
 * Returns whether a problem says that the source at its span is wrong as such, rather than that something is
 * missing around it.
 */
function isAboutItsPlace({ code }: Problem): boolean {
  return structural.has(code) || /^(?:eql|kql|esql)-/.test(code);
}

function isInQuery({ span }: Problem, { rule, document }: Analysis): boolean {
  if (!isPartialRule(document)) return false;
  const query = rule.query?.string()?.span;
  return query !== undefined && query.start <= span.start && span.end <= query.end;
}

/** Returns the unique names of keys and tables around the spans of structural problems. */
function wrongKeys(errors: readonly Problem[], analysis: Analysis): readonly string[] {
  const names = errors
    .filter(({ code }) => structural.has(code))
    .flatMap(({ span }) => analysis.document.pathAt(span.start).path)
    .filter((step) => typeof step === 'string');
  return [...new Set(names)];
}

/** A misspelt key counts as the intended one. */
function isJudged(name: string, judges: readonly string[]): boolean {
  return judges.includes(name) || nearestNames(name, judges).length > 0;
}
