import { lints } from '../../server/src/lint/registry.generated.js';
import { indexLines } from '../../server/src/text/lines.js';
import { knownGaps } from './known-gaps.js';
import type { KindResult, Outcome } from './measure.js';

/** Shares of planted mistakes, from 0 to 1. */
export interface Shares {
  readonly mutants: number;
  readonly found: number;
  readonly placed: number;
  readonly company: number;
}

/** Returns whether an enabled lint reports mistakes of the kind as more than a hint. */
export function hasLint({ kind }: KindResult): boolean {
  return kind.codes.some((code) => knownCodes.has(code));
}

/**
 * Returns whether the goals are reached: 98 % found, 97 % at the right position, less than 2 % with more than
 * one finding.
 */
export function reachesGoals({ found, placed, company }: Shares): boolean {
  return found >= 0.98 && placed >= 0.97 && company < 0.02;
}

const knownCodes = new Set<string>(
  lints.filter(({ off, severity }) => !off && severity !== 'hint').map(({ id }) => id),
);

/**
 * Returns the shares of mistakes that were found, found at the right position, and had more than one finding.
 */
export function sharesOf(results: readonly KindResult[]): Shares {
  const outcomes = results.flatMap((result) => result.outcomes);
  const share = (holds: (outcome: Outcome) => boolean): number =>
    outcomes.filter(holds).length / Math.max(1, outcomes.length);
  return {
    mutants: outcomes.length,
    found: share(({ found }) => found.length > 0),
    placed: share(({ placed }) => placed),
    company: share(({ crowded }) => crowded),
  };
}

/** Returns a table with a line for each kind, and up to `examples` misses of each. */
export function showResults(results: readonly KindResult[], examples: number): string {
  const width = Math.max(...results.map(({ kind }) => kind.name.length));
  const line = (name: string, { mutants, found, placed, company }: Shares): string =>
    `${name.padEnd(width)} ${String(mutants).padStart(6)} ${[found, placed, company].map(percent).join(' ')}`;
  const lines = [`${'kind'.padEnd(width)} mutants   found   place company`];
  for (const result of results) {
    const remark = hasLint(result) ? knownGaps[result.kind.name] : `no lint: ${result.kind.codes.join(', ')}`;
    lines.push(`${line(result.kind.name, sharesOf([result]))} ${remark ?? ''}`.trimEnd());
    const misses = result.outcomes.filter(({ placed, crowded }) => !placed || crowded);
    for (const miss of misses.slice(0, examples)) lines.push(...showMiss(miss));
  }
  lines.push(line('all', sharesOf(results)));
  lines.push(line('all that a lint looks for', sharesOf(results.filter(hasLint))));
  return lines.join('\n');
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`.padStart(7);

function showMiss({ path, mutant, found }: Outcome): string[] {
  const [expected] = mutant.expected;
  const lines = indexLines(mutant.text);
  const { line } = lines.positionAt(expected?.start ?? 0);
  const planted = mutant.text.slice(expected?.start, expected?.end).split('\n')[0];
  return [
    `    ${path}:${line + 1}: ${JSON.stringify(planted)} in ${JSON.stringify(lines.lineText(line).trim().slice(0, 120))}`,
    ...found.map(({ code, severity, message, span }) => {
      const at = lines.positionAt(span.start).line + 1;
      return `      line ${at} ${JSON.stringify(mutant.text.slice(span.start, span.end).slice(0, 40))}: ${severity} ${code}: ${message}`;
    }),
  ];
}
