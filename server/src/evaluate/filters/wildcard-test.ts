import type { FieldTest } from '../plan/plan.js';

/**
 * Returns the test of a Query DSL pattern: `*` and `?` are wildcards, and a backslash escapes the next
 * character (docs/semantics/rule-types.md#wildcard-queries).
 */
export function wildcardTest(pattern: string, caseInsensitive: boolean): FieldTest {
  const parts = [...pattern.matchAll(/\\([\s\S])|([*?])|([\s\S])/gu)].map(([, escaped, wild, plain]) => ({
    text: escaped ?? plain ?? '',
    wild,
  }));
  // An EQL wildcard has no escapes, so a literal star or question mark needs a regular expression.
  if (parts.some(({ text }) => text === '*' || text === '?')) {
    const regex = parts.map(({ text, wild }) =>
      wild === '*' ? '.*' : wild === '?' ? '.' : text.replace(/[^\p{L}\p{N}]/gu, '\\$&'),
    );
    return { kind: 'regex', patterns: [regex.join('')], caseInsensitive };
  }
  return {
    kind: 'wildcard',
    patterns: [parts.map(({ text, wild }) => wild ?? text).join('')],
    caseInsensitive,
  };
}
