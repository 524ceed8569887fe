import { expect, it } from 'vitest';
import { analyse } from '../analysis/analyse.js';
import { symbols } from './symbols.js';
import type { DocumentSymbol } from './types.js';

/**
 * Checks the outline as indented lines: name, detail in brackets, and the first line of the symbol's
 * selection.
 */
function checkSymbols(text: string, expected: string): void {
  const lines: string[] = [];
  const list = (symbol: DocumentSymbol, depth: number): void => {
    expect(symbol.selection.start).toBeGreaterThanOrEqual(symbol.span.start);
    expect(symbol.selection.end).toBeLessThanOrEqual(symbol.span.end);
    const [selected] = text.slice(symbol.selection.start, symbol.selection.end).split('\n');
    const detail = symbol.detail === undefined ? '' : ` (${symbol.detail})`;
    lines.push(`${'  '.repeat(depth)}${symbol.name}${detail} <- ${selected}`);
    for (const child of symbol.children) list(child, depth + 1);
  };
  for (const symbol of symbols(analyse(text))) list(symbol, 0);
  expect(lines.join('\n')).toBe(expected.replace(/^\n|\n\s*$/g, ''));
}

it('lists tables, keys, steps, headings, tactics and techniques', () => {
  checkSymbols(
    `[metadata]
maturity = "production"

[rule]
name = "Two steps"
language = "eql"
tags = ["OS: Linux", "Tactic: Execution"]
note = """
## Triage

### First
\`\`\`
# not a heading
\`\`\`
## Response
"""
query = '''
sequence by host.id
  [process where process.name == "a"]
  [network where true]
until [process where event.type == "end"]
'''

[[rule.threat]]
[[rule.threat.technique]]
id = "T1609"
name = "Container Administration Command"

[rule.threat.tactic]
id = "TA0002"
name = "Execution"

[[transform.osquery]]
label = "Processes"
`,
    `
metadata <- [metadata]
  maturity (production) <- maturity
rule (Two steps) <- [rule]
  name (Two steps) <- name
  language (eql) <- language
  tags (OS: Linux, Tactic: Execution) <- tags
  note (## Triage) <- note
    Triage <- ## Triage
      First <- ### First
    Response <- ## Response
  query (sequence by host.id) <- query
    1. process (process.name == "a") <- [process where process.name == "a"]
    2. network (true) <- [network where true]
    until process (event.type == "end") <- [process where event.type == "end"]
Execution (TA0002) <- [[rule.threat]]
  Container Administration Command (T1609) <- [[rule.threat.technique]]
transform.osquery (Processes) <- [[transform.osquery]]
  label (Processes) <- label
`,
  );
});

it('keeps the outline of a rule that is being typed', () => {
  checkSymbols(
    `[rule]
name = "Half"
severity =
[[rule.threat]]
`,
    `
rule (Half) <- [rule]
  name (Half) <- name
threat <- [[rule.threat]]
`,
  );
});

it('is empty for an empty document', () => checkSymbols('', ''));
