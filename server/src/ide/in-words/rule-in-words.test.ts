import { expect, it } from 'vitest';
import { ruleOf } from '../../../../test/helpers/check-tests.js';
import { dedent } from '../../../../test/helpers/markers.js';
import { analyse } from '../../analysis/analyse.js';
import { ruleInWords } from './rule-in-words.js';
import { statementLines } from './statement.js';

/** Returns a rule's description without its schedule, which every rule has. */
const words = (query: string, type = 'eql', rest = ''): string =>
  statementLines(ruleInWords(analyse(ruleOf(query, type, rest).document.text)).slice(0, -1)).join('\n');

it.each([
  [
    'an event query',
    `process where event.type == "start" and (process.name : ("a.exe", "b*") or not process.pid in (1, 2)) and
      user.id != null and cidrMatch(source.ip, "10.0.0.0/8") and startsWith~(process.name, "x") and length(process.name) >= 3 and
      not (process.name like "y?" or process.args : "z") and process.name regex "q.+"`,
    'eql',
    `
    - Each \`process\` event for which
      - \`event.type\` is \`start\`
      - any of these holds:
        - \`process.name\` matches \`a.exe\` or \`b*\`, in any letter case
        - this does not hold:
          - \`process.pid\` is one of \`1\` or \`2\`
      - \`user.id\` is present
      - \`source.ip\` is in \`10.0.0.0/8\`
      - \`process.name\` starts with \`x\`, in any letter case
      - the length of \`process.name\` is at least \`3\`
      - none of these holds:
        - \`process.name\` matches \`y?\`
        - \`process.args\` is \`z\`, in any letter case
      - \`process.name\` matches the regular expression \`q.+\``,
  ],
  [
    'a sequence',
    `sequence by host.id with maxspan=90s
      [process where true] by a
      ![file where b == c] by a
      [any where b == 1] by a with runs=3
      until [process where event.type == "end"] by a`,
    'eql',
    `
    - These events with the same \`host.id\`, one after the other within \`90s\`:
      - a \`process\` event, joined by \`a\`, for which
        - anything
      - no \`file\` event, joined by \`a\`, for which
        - \`b\` is \`c\`
      - 3 times in a row an event, joined by \`a\`, for which
        - \`b\` is \`1\`
      - and before that, none of: a \`process\` event, joined by \`a\`, for which
        - \`event.type\` is \`end\``,
  ],
  [
    'KQL',
    'a: (x or "y z") and not (b: q* or c >= 5) and d: * and free and not e: (f or g) and h:{i: 1}',
    'query',
    `
    - Each event for which
      - \`a\` is one of \`x\` or \`y z\`
      - none of these holds:
        - \`b\` matches \`q*\`
        - \`c\` is at least \`5\`
      - \`d\` is present
      - any field has \`free\`
      - this does not hold:
        - \`e\` is one of \`f\` or \`g\`
      - one object of \`h\` has
        - \`i\` is \`1\``,
  ],
  [
    'ES|QL',
    `from logs-* metadata _id
    | where a == "x" and (b is null or c in ("y", "z")) and d like "q*"
    | eval e = length(a)
    | stats n = count(*) where e > 1, max(e) by host.id
    | where n >= 3
    | sort n desc
    | limit 5
    | keep n`,
    'esql',
    `
    - Reads \`logs-*\`.
    - Keeps the rows for which all of these hold:
      - \`a\` is \`x\`
      - any of these holds:
        - \`b\` is missing
        - \`c\` is one of \`y\` or \`z\`
      - \`d like "q*"\`
    - Calculates
      - \`e\` as \`length(a)\`
    - Creates one row for each \`host.id\`, with
      - \`n\` as \`count(*)\` of the rows for which \`e > 1\`
      - \`max(e)\`
    - Keeps the rows for which this holds:
      - \`n\` is at least \`3\`
    - Sorts by \`n\` (largest first).
    - Keeps at most \`5\` rows.
    - Keeps the columns \`n\`.`,
  ],
])('%s', (_, query, type, expected) => {
  expect(words(query, type)).toBe(dedent(expected).trim());
});

it.each([
  [
    'threshold',
    '[rule.threshold]\nfield = ["a", "b"]\nvalue = 5\n[[rule.threshold.cardinality]]\nfield = "c"\nvalue = 2',
    'An alert is raised when there are at least `5` such events with the same `a` and `b` and at least `2` values of `c`.',
  ],
  [
    'new_terms',
    '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["a"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-14d"',
    'An alert is raised when `a` has a value that it did not have in the last `14d`.',
  ],
  [
    'new_terms',
    '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["a", "b"]',
    'An alert is raised when `a` and `b` have a combination of values that they did not have before.',
  ],
])('what a rule of type %s asks beside its query', (type, rest, expected) => {
  expect(words('x: 1', type, rest).split('\n').at(-1)).toBe(`- ${expected}`);
});

it.each(['process where', 'a: (', ''])('a query that cannot be read is left out: %s', (query) => {
  expect(words(query, query.startsWith('a') ? 'query' : 'eql')).toBe('');
});
