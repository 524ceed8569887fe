import type { Analysis } from '../analysis/analysis.js';
import { alwaysReported } from '../lint/suppression.js';
import { languageOf } from '../query/languages.js';
import type { TextEdit } from '../text/edits.js';
import type { Fix, Problem } from '../text/problem.js';
import { overlaps, type Span, touches } from '../text/span.js';
import type { CodeAction } from './types.js';

/**
 * Returns the actions for the problems that a span touches: their fixes, then comments that suppress them in
 * a rule.
 */
export function codeActions(problems: readonly Problem[], span: Span, analysis?: Analysis): CodeAction[] {
  const touched = problems.filter(({ span: place }) => overlaps(place, span) || touches(place, span.start));
  const fixes = touched.flatMap(({ fix, code, span: place }): CodeAction[] =>
    fix ? [toQuickFix(fix, { code, span: place })] : [],
  );
  return [...fixes, ...touched.flatMap((problem) => (analysis ? suppression(problem, analysis) : []))];
}

function toQuickFix({ title, edits, manual }: Fix, problem: NonNullable<CodeAction['problem']>): CodeAction {
  return { title, edits, kind: 'quickfix', ...(manual ? {} : { preferred: true }), problem };
}

function suppression({ code, span }: Problem, analysis: Analysis): CodeAction[] {
  if (alwaysReported.has(code)) return [];
  const edit = suppressionEdit(code, span, analysis);
  return [{ title: `Ignore ${code} here`, kind: 'quickfix', edits: [edit], problem: { code, span } }];
}

/**
 * Returns the edit for a comment above the line, `//` within a query and `#` elsewhere. Other multi-line
 * strings cannot contain comments, so the comment goes above the key. An existing comment is extended with
 * the code.
 */
function suppressionEdit(code: string, span: Span, { text, lines, document, rule }: Analysis): TextEdit {
  let line = lines.positionAt(span.start).line;
  let mark = '#';
  const query = rule.query?.string();
  const isInQuery = query && query.span.start < span.start && span.end <= query.span.end;
  const queryMark = languageOf(rule.language)?.lineComment;
  if (isInQuery && queryMark && lines.positionAt(query.span.start).line < line) mark = queryMark;
  else {
    const around = document
      .places()
      .find(
        ({ stringStyle, value }) =>
          stringStyle && value && value.start <= span.start && span.end <= value.end,
      );
    if (around) line = lines.positionAt(around.entry.start).line;
  }
  const start = lines.lineStart(line);
  const above = line === 0 ? '' : lines.lineText(line - 1);
  const known = /^[ \t]*(#|\/\/)[ \t]*rulewright-ignore[ \t:]+[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*/.exec(above);
  if (known?.[1] === mark) {
    const end = lines.lineStart(line - 1) + known[0].length;
    return { span: { start: end, end }, text: `, ${code}` };
  }
  const indent = /^[ \t]*/.exec(lines.lineText(line))![0];
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return { span: { start, end: start }, text: `${indent}${mark} rulewright-ignore ${code}${lineEnd}` };
}
