import type { FieldTest } from '../plan/plan.js';

/**
 * The test for a pattern of the Query DSL: `*` and `?` are wildcards, a backslash takes the meaning from the character
 * behind it (docs/semantics/rule-types.md#wildcard-queries).
 */
export function wildcardTest(pattern: string, caseInsensitive: boolean): FieldTest {
  const parts = [...pattern.matchAll(/\\([\s\S])|([*?])|([\s\S])/gu)].map(([, escaped, wild, plain]) => ({
    text: escaped ?? plain ?? '',
    wild,
  }));
  // A wildcard of EQL knows no escapes, so a star or question mark that is meant needs an expression.
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
