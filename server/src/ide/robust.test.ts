import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analyse } from '../analysis/analyse.js';
import { completion } from './completion/completion.js';
import { hover } from './hover/hover.js';
import { symbols } from './symbols.js';

const rule = `[metadata]
maturity = "production" # comment
[rule]
name = "x"
type = "eql"
tags = ["a", "b"]
note = """
{{host.name}} $osquery_0
"""
query = '''
sequence by host.id with maxspan=1m
  [process where process.name : ("a", "b*") and not endsWith(process.name, "\\u{41}")] by ?user.id
  ![file where file.size > 5] | head 3
'''
alert_suppression = { group_by = ["host.id"], duration = { value = 5, unit = "m" } }
[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0002"
`;

/** Runs every feature at an offset; spans must be in the text and contain the cursor. */
function askAt(text: string, offset: number): void {
  const analysis = analyse(text);
  for (const span of [completion(analysis, offset)?.span, hover(analysis, offset)?.span]) {
    if (!span) continue;
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.start).toBeLessThanOrEqual(offset);
    expect(span.end).toBeGreaterThanOrEqual(offset);
    expect(span.end).toBeLessThanOrEqual(text.length);
  }
  symbols(analysis);
}

it('answers at every offset of a rule, and of the rule cut off there', () => {
  for (let offset = 0; offset <= rule.length; offset++) {
    askAt(rule, offset);
    if (offset % 3 === 0) askAt(rule.slice(0, offset), offset);
  }
});

it('answers in rules with anything put anywhere', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '"',
      "'",
      "'''",
      '"""',
      '[',
      ']',
      '{',
      '}',
      '(',
      '=',
      ',',
      '.',
      '\n',
      '\r',
      '#',
      '\\',
      '/*',
      '`',
      '?',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.nat(rule.length), piece, fc.nat(20), (at, inserted, removed) => {
      const text = rule.slice(0, at) + inserted + rule.slice(at + removed);
      askAt(text, Math.min(at + inserted.length, text.length));
    }),
    { numRuns: 300 },
  );
});
