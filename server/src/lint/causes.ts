import { isPartialRule } from '../rule/rule.js';
import { nearestNames } from '../text/nearest.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import type { Analysis } from './analysis.js';
import type { Lint } from './lint.js';

/** Problems that say that a key or a value is not what it should be, whatever it says. */
const structural = new Set(['key-unknown', 'type-mismatch', 'section-unknown']);

/**
 * Whether a finding of a lint only repeats what was found on the way: the file cannot be read to the end and what was
 * cut off is judged, the place is wrong already, or a key that the lint judges is.
 */
export function repeatsCause(
  lint: Lint,
  finding: Problem,
  onTheWay: readonly Problem[],
  analysis: Analysis,
): boolean {
  const errors = onTheWay.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return false;
  const { span } = finding;
  if (analysis.document.problems.length > 0 && !isInQuery(finding, analysis)) return true;
  const covers = (error: Problem): boolean => error.span.start <= span.start && span.end <= error.span.end;
  if (errors.some((error) => isAboutItsPlace(error) && covers(error))) return true;
  if (errors.some((error) => isOnItsLine(error, span, analysis))) return true;
  const judges = lint.judges ?? [];
  return judges.length > 0 && wrongKeys(errors, analysis).some((name) => isJudged(name, judges));
}

/** Whether a finding stands in a line of the query that cannot be read. */
function isOnItsLine({ code, span }: Problem, place: Span, { lines, eql }: Analysis): boolean {
  return (
    /^(?:eql|kql)-syntax$/.test(code) &&
    !eql?.exact &&
    lines.positionAt(span.start).line === lines.positionAt(place.start).line
  );
}

/** Whether what stands at the place of a problem is wrong as such, not what is missing around it. */
function isAboutItsPlace({ code }: Problem): boolean {
  return structural.has(code) || /^(?:eql|kql|esql)-/.test(code);
}

function isInQuery({ span }: Problem, { rule, document }: Analysis): boolean {
  if (!isPartialRule(document)) return false;
  const query = rule.query?.string()?.span;
  return query !== undefined && query.start <= span.start && span.end <= query.end;
}

const namesByErrors = new WeakMap<Analysis, readonly string[]>();

/** The names of keys and tables around the places of structural problems. */
function wrongKeys(errors: readonly Problem[], analysis: Analysis): readonly string[] {
  let names = namesByErrors.get(analysis);
  if (!names) {
    names = errors
      .filter(({ code }) => structural.has(code))
      .flatMap(({ span }) => analysis.document.pathAt(span.start).path)
      .filter((step) => typeof step === 'string');
    namesByErrors.set(analysis, names);
  }
  return names;
}

/** A misspelt key stands for the one that is meant. */
function isJudged(name: string, judges: readonly string[]): boolean {
  return judges.includes(name) || nearestNames(name, judges).length > 0;
}
