import type { Analysis } from '../../analysis/analysis.js';
import { lints } from '../../lint/registry.generated.js';
import type { Hover } from '../types.js';

/** Returns the hover of a check's code in a comment that ignores it. */
export function suppressionHover({ lines }: Analysis, offset: number): Hover | undefined {
  const { line } = lines.positionAt(offset);
  const text = lines.lineText(line);
  const comment = /rulewright-ignore[ \t:]+/.exec(text);
  if (!comment) return undefined;
  const start = lines.lineStart(line);
  for (const match of text.slice(comment.index + comment[0].length).matchAll(/[\w-]+/g)) {
    const from = start + comment.index + comment[0].length + match.index;
    const span = { start: from, end: from + match[0].length };
    if (offset < span.start || offset > span.end) continue;
    const lint = lints.find(({ id }) => id === match[0]);
    if (lint)
      return { span, markdown: `**${lint.id}** · ${lint.severity}\n\n${lint.summary}.\n\n${lint.why}` };
  }
  return undefined;
}
