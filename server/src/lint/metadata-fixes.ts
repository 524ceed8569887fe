import type { Rule } from '../rule/rule.js';
import type { Fix } from '../text/problem.js';

/**
 * A fix that writes a text under a key of `[metadata]` that is absent, behind the last of its keys; none when the key is
 * there or the table is not.
 */
export function insertFix({ document, metadata }: Rule, key: string, value: string): { fix?: Fix } {
  if (Object.hasOwn(metadata, key)) return {};
  const last = document
    .places()
    .filter(
      ({ path, key: written, header }) => path.length === 2 && path[0] === 'metadata' && written && !header,
    )
    .at(-1);
  if (!last) return {};
  const newline = document.text.includes('\r\n') ? '\r\n' : '\n';
  const lineEnd = document.text.indexOf('\n', last.entry.end);
  const at = lineEnd < 0 ? document.text.length : document.text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  return {
    fix: {
      title: `Set "${key}" to "${value}"`,
      edits: [{ span: { start: at, end: at }, text: `${newline}${key} = ${JSON.stringify(value)}` }],
    },
  };
}
