import type { Explanation } from './explanation.js';

/** The style of marks. A terminal may colour them. */
export interface ExplanationStyle {
  readonly holds: (text: string) => string;
  readonly fails: (text: string) => string;
  readonly note: (text: string) => string;
}

/** No colours. */
export const plainStyle: ExplanationStyle = {
  holds: (text) => text,
  fails: (text) => text,
  note: (text) => text,
};

const widestClause = 72;

/**
 * Formats an explanation as lines: a mark, the clause as written in the query, and the values seen.
 * Conditions are indented below their group.
 */
export function explanationLines(
  explanation: Explanation,
  query: string,
  style: ExplanationStyle,
  depth = 0,
): string[] {
  const mark = explanation.holds ? style.holds('✓') : style.fails('✗');
  const indent = '  '.repeat(depth);
  if (explanation.children.length === 0) {
    return [`${indent}${mark} ${clauseText(query, explanation)}  ${style.note(explanation.reason.message)}`];
  }
  const titles = { all: 'all of', any: 'any of', nested: 'one object with' } as const;
  const title = titles[explanation.kind as keyof typeof titles];
  return [
    `${indent}${mark} ${title}: ${style.note(explanation.reason.message)}`,
    ...explanation.children.flatMap((child) => explanationLines(child, query, style, depth + 1)),
  ];
}

/** Returns the clause of an explanation on one line, truncated if it is long. */
export function clauseText(query: string, { span }: Pick<Explanation, 'span'>): string {
  const text = query.slice(span.start, span.end).replace(/\s+/g, ' ');
  return text.length > widestClause ? `${text.slice(0, widestClause - 1)}…` : text;
}
