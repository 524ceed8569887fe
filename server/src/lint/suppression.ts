import type { Analysis } from '../analysis/analysis.js';
import { languageOf } from '../query/languages.js';
import { internalErrorCode } from '../text/internal-error.js';
import { nearestNames } from '../text/nearest.js';
import type { Problem } from '../text/problem.js';
import { countUpTo, isInOneOf, type Span } from '../text/span.js';
import { indexSpans } from '../text/span-index.js';

const marker = /rulewright-(?:ignore|disable)/i;
/** Codes are separated by commas, or by a space if the next word can only be a code. */
const comment =
  /(#|\/\/|\/\*)[ \t]*rulewright-(?:ignore[ \t:]+([\w-]+(?:(?:[ \t]*,[ \t]*|[ \t]+(?=[a-z]+-[a-z]))[\w-]+)*)|(?:ignore|disable)[\w-]*)/gi;

/**
 * Invalid TOML cannot be ignored, because it would affect the rest of the file. Neither can a bug in this
 * program.
 */
export const alwaysReported: ReadonlySet<string> = new Set([
  'toml-syntax',
  'toml-duplicate-key',
  internalErrorCode,
]);

/** A code that a comment suppresses, with what it applies to. */
export interface Suppression {
  /** Undefined for a comment without the expected code. */
  readonly code: string | undefined;
  /** The span of the code. */
  readonly span: Span;
  /** The span of its comment, including the line break if it is on its own line. */
  readonly whole: Span;
  /** Whether the comment names other codes too. */
  readonly shared: boolean;
  readonly targets: readonly Span[];
}

/** The remaining problems, and the suppressions that suppressed nothing. */
export interface Suppressed {
  readonly problems: readonly Problem[];
  readonly unused: readonly Suppression[];
}

/**
 * Removes what comments suppress: `# rulewright-ignore code, code` above a line or above a key with its whole
 * value, and in a query `// rulewright-ignore code` above a line or at its end.
 */
export function suppress(problems: readonly Problem[], analysis: Analysis): Suppressed {
  if (!marker.test(analysis.text)) return { problems, unused: [] };
  const suppressions = findSuppressions(analysis);
  const find = suppressionFinder(suppressions);
  const used = new Set<Suppression>();
  const left = problems.filter(({ code, span }) => {
    if (alwaysReported.has(code)) return true;
    const by = find(code, span.start);
    for (const one of by) used.add(one);
    return by.length === 0;
  });
  // Comments with the same targets are used together.
  const usedTargets = new Set([...used].map(({ code, targets }) => targetsKey(code, targets)));
  return {
    problems: left,
    unused: suppressions.filter(({ code, targets }) => !usedTargets.has(targetsKey(code, targets))),
  };
}

function targetsKey(code: string | undefined, targets: readonly Span[]): string {
  return `${code} ${targets.map(({ start, end }) => `${start}-${end}`).join()}`;
}

interface Target {
  readonly span: Span;
  readonly suppression: Suppression;
}

/**
 * Returns a function that finds the suppressions of a code with a target that contains an offset: one of
 * those with the same targets.
 */
function suppressionFinder(
  suppressions: readonly Suppression[],
): (code: string, offset: number) => readonly Suppression[] {
  const known = new Set<string>();
  const byCode = new Map<string, Target[]>();
  for (const suppression of suppressions) {
    const { code, targets } = suppression;
    const key = targetsKey(code, targets);
    if (code === undefined || known.has(key)) continue;
    known.add(key);
    const list = byCode.get(code) ?? [];
    byCode.set(code, list);
    for (const span of targets) list.push({ span, suppression });
  }
  const indexes = new Map([...byCode].map(([code, list]) => [code, indexSpans(list, ({ span }) => span)]));
  return (code, offset) => Array.from(indexes.get(code)?.at(offset) ?? [], ({ suppression }) => suppression);
}

/**
 * Reports suppressions that suppress nothing. `codes` are all existing ones, `active` those that were
 * checked.
 */
export function unusedSuppressions(
  unused: readonly Suppression[],
  codes: readonly string[],
  active: ReadonlySet<string>,
): Problem[] {
  return unused.flatMap(({ code, span, whole, shared }): Problem[] => {
    const problem = { code: 'suppression-unused', severity: 'information', span } as const;
    if (code === undefined) {
      const message = 'This comment ignores nothing: it does not name a check.';
      return [
        { ...problem, severity: 'warning', message, help: 'Write "rulewright-ignore CODE" after # or //.' },
      ];
    }
    if (!codes.includes(code)) {
      const [nearest] = nearestNames(code, codes);
      return [
        {
          ...problem,
          severity: 'warning',
          message: `Unknown check "${code}".`,
          ...(nearest
            ? {
                help: `Did you mean "${nearest}"?`,
                fix: { title: `Replace with "${nearest}"`, edits: [{ span, text: nearest }] },
              }
            : {}),
        },
      ];
    }
    // A check that did not run may have findings elsewhere.
    if (!active.has(code)) return [];
    return [
      {
        ...problem,
        message: `"${code}" reports nothing here, so there is nothing to ignore.`,
        ...(shared ? {} : { fix: { title: 'Remove the comment', edits: [{ span: whole, text: '' }] } }),
      },
    ];
  });
}

function findSuppressions({ text, lines, document, rule }: Analysis): Suppression[] {
  /** Entries and strings in source order, computed on first use. */
  let entries: readonly Span[] | undefined;
  let strings: readonly Span[] | undefined;
  /** The line of code after the last comment: comments come in source order. */
  let codeLineBehind = 0;
  return [...text.matchAll(comment)].flatMap((match): Suppression[] => {
    const line = lines.positionAt(match.index).line;
    const own = lineSpan(line);
    const alone = text.slice(own.start, match.index).trim() === '';
    const isComment = match[1] === '#' ? !isInString(match.index) : isInQueryComment(match.index);
    if (!isComment) return [];
    if (match[1] === '/*' || match[2] === undefined) {
      const span = { start: match.index, end: match.index + match[0].length };
      return [{ code: undefined, span, whole: span, shared: false, targets: [] }];
    }
    const codes = [...match[2].matchAll(/[\w-]+/g)];
    const codesStart = match.index + match[0].length - match[2].length;
    const targets = targetsOf(match[1]!, line, alone);
    return codes.map((code) => ({
      code: code[0],
      span: { start: codesStart + code.index, end: codesStart + code.index + code[0].length },
      whole: wholeComment(match.index, line, alone),
      shared: codes.length > 1,
      targets,
    }));
  });

  function targetsOf(mark: string, line: number, alone: boolean): Span[] {
    const own = lineSpan(line);
    if (mark === '//') return [alone ? lineSpan(nextLine(line)) : own];
    if (!alone) return [own];
    const below = lineSpan(nextLine(line));
    entries ??= document
      .places()
      .flatMap(({ entry, header }) => (header ? [] : [entry]))
      .sort((a, b) => a.start - b.start);
    const first = countUpTo(entries, below.start - 1, ({ start }) => start);
    const last = countUpTo(entries, below.end, ({ start }) => start);
    return [below, ...entries.slice(first, last)];
  }

  /** Not every language has comments, and a string in a query may contain the mark. */
  function isInQueryComment(offset: number): boolean {
    const at = rule.query?.string()?.toValue(offset);
    if (at === undefined || languageOf(rule.language)?.lineComment !== '//') return false;
    const before = rule.query!.text.slice(rule.query!.text.lastIndexOf('\n', at - 1) + 1, at);
    return !before.replace(/"(?:\\.|[^"\\])*"/g, '').includes('"');
  }

  function isInString(offset: number): boolean {
    strings ??= document
      .places()
      .flatMap(({ stringStyle, value }) => (stringStyle !== undefined && value ? [value] : []))
      .sort((a, b) => a.start - b.start);
    return isInOneOf(strings, offset);
  }

  function wholeComment(start: number, line: number, alone: boolean): Span {
    if (alone) return { start: lines.lineStart(line), end: lines.lineStart(line + 1) };
    const blanks = /[ \t]*$/.exec(text.slice(0, start))![0].length;
    return { start: start - blanks, end: lineSpan(line).end };
  }

  /** Returns the next line that is not itself a comment. */
  function nextLine(line: number): number {
    if (line < codeLineBehind) return codeLineBehind;
    let next = line + 1;
    while (next < lines.lineCount && /^\s*(?:#|\/\/)/.test(lines.lineText(next))) next++;
    codeLineBehind = next;
    return next;
  }

  function lineSpan(line: number): Span {
    const start = line < lines.lineCount ? lines.lineStart(line) : text.length;
    return { start, end: start + lines.lineText(line).length };
  }
}
