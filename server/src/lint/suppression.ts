import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import type { Analysis } from './analysis.js';

const marker = 'rulewright-ignore';
const comment = /(#|\/\/)[ \t]*rulewright-ignore[ \t:]+([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)/g;

/**
 * The problems without those that a comment suppresses: `# rulewright-ignore code, code` above a line or above a key
 * with all its value, and in a query `// rulewright-ignore code` above a line or at its end.
 */
export function withoutSuppressed(problems: readonly Problem[], analysis: Analysis): Problem[] {
  if (problems.length === 0 || !analysis.text.includes(marker)) return [...problems];
  const suppressions = findSuppressions(analysis);
  return problems.filter(
    ({ code, span }) =>
      !suppressions.some(
        ({ codes, spans }) =>
          codes.includes(code) && spans.some(({ start, end }) => start <= span.start && span.start <= end),
      ),
  );
}

interface Suppression {
  readonly codes: readonly string[];
  readonly spans: readonly Span[];
}

function findSuppressions({ text, lines, document }: Analysis): Suppression[] {
  return [...text.matchAll(comment)].map((match): Suppression => {
    const codes = match[2]!.split(',').map((code) => code.trim());
    const line = lines.positionAt(match.index).line;
    const own = lineSpan(line);
    const alone = text.slice(own.start, match.index).trim() === '';
    if (match[1] === '//') return { codes, spans: alone ? [lineSpan(nextLine(line))] : [own] };
    if (!alone) return { codes, spans: [own] };
    const below = lineSpan(nextLine(line));
    const starting = document
      .places()
      .filter(({ entry, header }) => !header && entry.start >= below.start && entry.start <= below.end);
    return { codes, spans: [below, ...starting.map(({ entry }) => entry)] };
  });

  /** The next line that is not a comment itself. */
  function nextLine(line: number): number {
    let next = line + 1;
    while (next < lines.lineCount && /^\s*(?:#|\/\/)/.test(lines.lineText(next))) next++;
    return next;
  }

  function lineSpan(line: number): Span {
    const start = line < lines.lineCount ? lines.lineStart(line) : text.length;
    return { start, end: start + lines.lineText(line).length };
  }
}
