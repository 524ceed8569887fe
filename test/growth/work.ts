import { analyse } from '../../server/src/analysis/analyse.js';
import { evaluateQuery } from '../../server/src/evaluate/evaluate.js';
import { decodeEvents } from '../../server/src/evaluate/events/decode-events.js';
import { explainRaised } from '../../server/src/evaluate/explain/explain-raised.js';
import { explainEvent } from '../../server/src/evaluate/explain/explain-rule.js';
import { explainSequence } from '../../server/src/evaluate/explain/explain-sequence.js';
import { type PreparedRule, prepareQuery } from '../../server/src/evaluate/prepare/prepare-query.js';
import { prepareRule } from '../../server/src/evaluate/prepare/prepare-rule.js';
import { startRule } from '../../server/src/evaluate/run/run-rule.js';
import type { EventObject } from '../../server/src/evaluate/values/access.js';
import { parseInventory } from '../../server/src/fields/inventory/parse-inventory.js';
import { customSchema } from '../../server/src/fields/learn/custom-schema.js';
import { createEventLearner } from '../../server/src/fields/learn/event-learner.js';
import { writeInventory } from '../../server/src/fields/learn/write-inventory.js';
import { completion } from '../../server/src/ide/completion/completion.js';
import { format } from '../../server/src/ide/format.js';
import { renderGuide } from '../../server/src/ide/guide/guide.js';
import { hover } from '../../server/src/ide/hover/hover.js';
import { folds } from '../../server/src/ide/structure/folding.js';
import { semanticTokens } from '../../server/src/ide/structure/semantic-tokens.js';
import { symbols } from '../../server/src/ide/symbols.js';
import { checkQuery, type Language } from '../../server/src/index.js';
import { defaultConfiguration } from '../../server/src/lint/configuration.js';
import { lintRule } from '../../server/src/lint/run.js';
import { readRule } from '../../server/src/rule/rule.js';
import { createConverter } from '../../server/src/sigma/convert-sigma.js';
import { readSigma } from '../../server/src/sigma/parse/read-sigma.js';
import { caseEvents } from '../../server/src/testing/case-events.js';
import { parseTestFile } from '../../server/src/testing/parse-test-file.js';
import { internalErrorCode } from '../../server/src/text/internal-error.js';
import { parseToml } from '../../server/src/toml/document.js';

/** An operation of the product on a text. */
export type Work = (text: string) => void;

const event = { '@timestamp': '2026-01-01T00:00:00Z', a: 'b', event: { category: 'process' } };

/** Operations on the text of a rule. */
export const ruleWork = {
  toml: (text) => {
    parseToml(text).places();
  },
  lint: (text) => {
    const problems = lintRule(text, { configuration: { ...defaultConfiguration, profile: 'elastic' } });
    const failed = problems.find(({ code }) => code === internalErrorCode);
    if (failed) throw new Error(failed.message);
  },
  format: (text) => {
    format(text, { query: true });
  },
  editor: (text) => {
    const analysis = analyse(text);
    semanticTokens(analysis);
    symbols(analysis);
    folds(analysis);
    for (const offset of [text.length >> 1, text.length - 5]) {
      completion(analysis, offset);
      hover(analysis, offset);
    }
  },
} as const satisfies Record<string, Work>;

/** Operations on a query alone. */
export const queryWork = (language: Language) =>
  ({
    check: (query) => {
      checkQuery(language, query);
    },
    evaluate: (query) => {
      evaluateQuery({ language, query, events: [event], options: { now: '2026-01-01T00:00:00Z' } });
      const prepared = prepareQuery(query, language, {});
      if (prepared.ok) explainEvent(prepared, event);
    },
  }) as const satisfies Record<string, Work>;

export const guideWork = {
  guide: (text) => {
    renderGuide(readRule(parseToml(text)));
  },
} as const satisfies Record<string, Work>;

export const testFileWork = {
  'test file': (text) => {
    const file = parseTestFile(text);
    for (const one of file.cases) caseEvents(one, file, () => ({ ok: false, error: 'no files' }));
  },
} as const satisfies Record<string, Work>;

/** Rules that group events, with the fields they group by. */
const grouping: readonly PreparedRule[] = [
  ['threshold', '[rule.threshold]\nfield = ["a", "b"]\nvalue = 1'],
  [
    'new_terms',
    '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["a", "b"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"',
  ],
].map(([type, table]) => {
  const rule = `[metadata]\n[rule]\ntype = "${type}"\nlanguage = "kuery"\nquery = "a: *"\n${table}\n`;
  const prepared = prepareRule(readRule(parseToml(rule)), { now: '2026-01-01T00:00:00Z' }, {});
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  return prepared;
});

/** Sequences with all possible clauses, and a sample. */
const related = [
  'sequence by a [any where true] ![any where b == "x"] [any where true]',
  'sequence by b with maxspan=1h [any where a == "1"] [any where a == "2"] ![any where a == "3"]',
  'sequence [any where true] [any where a == "5"] until [any where a == "6"]',
  'sample by a [any where true] [any where b == "x"] [any where b == "x"]',
];

function runAndExplain(rule: PreparedRule, events: readonly EventObject[]): void {
  const run = startRule<number>(rule);
  for (const [index, one] of events.entries()) run.read(one, index);
  const { alerts, problem } = run.finish();
  alerts.slice();
  if (problem) return;
  explainSequence(rule, events);
  explainRaised(rule, events);
}

function decodeAll(text: string, event: (one: EventObject) => void): void {
  const decoder = decodeEvents({ event, problem: () => {} });
  decoder.write(Buffer.from(text));
  decoder.end();
}

export const eventWork = {
  'learned fields': (text) => {
    const learner = createEventLearner();
    decodeAll(text, (one) => learner.add(one));
    const { sources } = learner.result();
    customSchema(sources);
    parseInventory(writeInventory(sources));
  },
  events: (text) => {
    const events: EventObject[] = [];
    decodeAll(text, (one) => events.push(one));
    for (const query of ['a: b or c.d: *', 'hello', '*.a: x'])
      evaluateQuery({ language: 'kuery', query, events });
    for (const rule of grouping) runAndExplain(rule, events);
    for (const query of related) {
      const prepared = prepareQuery(query, 'eql', {});
      if (prepared.ok) runAndExplain(prepared, events);
    }
  },
} as const satisfies Record<string, Work>;

/** Operations on the text of a Sigma rule. */
export const sigmaWork = {
  convert: (text) => {
    const file = readSigma(text);
    if (file.kind !== 'sigma') throw new Error('the shape is not a Sigma rule');
    const converter = createConverter(file.documents, { fields: 'auto', language: undefined });
    const [outcome] = file.documents.map((document) =>
      converter.convert(document, [], { creation: '2026/01/01', updated: '2026/01/01' }),
    );
    if (outcome?.status === 'refused' && outcome.code === 'internal') throw new Error(outcome.reason);
  },
} as const satisfies Record<string, Work>;

/** Returns a pattern with the maximum number of captures. */
const captures = (syntax: string, separator: string): string =>
  Array.from({ length: 200 }, (_, index) => `%{${syntax}:c${index}}`).join(separator);

const evaluateGrok =
  (pattern: string): Work =>
  (text) => {
    const query = `FROM * | GROK a """${pattern}""" | KEEP a, c199`;
    // Compiling the pattern takes as long as matching a short string.
    const result = evaluateQuery({ language: 'esql', query, events: [{ a: text.repeat(64) }] });
    if (result.kind !== 'table') throw new Error('GROK is not evaluated');
  };

export const captureWork = {
  words: evaluateGrok(`${captures('WORD', ' ')}[!?]$`),
  'shortest texts': evaluateGrok(`${captures('DATA', ',')}[!?]$`),
  'longest texts': evaluateGrok(`${captures('GREEDYDATA', ',')}#`),
  'optional words': evaluateGrok(`^(${captures('WORD', ' )?(')} )?[!?]$`),
} as const satisfies Record<string, Work>;

/** Returns a rule with this query. */
export function withQuery(language: string, query: string): string {
  const type = language === 'eql' || language === 'esql' ? language : 'query';
  return `[metadata]\nmaturity = "production"\n[rule]\nname = "x"\ntype = "${type}"\nlanguage = "${language}"\nquery = '''\n${query}\n'''\n`;
}

/** Returns a rule with this guide. */
export function withGuide(guide: string): string {
  return `[metadata]\nmaturity = "production"\n[rule]\nname = "x"\ntype = "eql"\nnote = '''\n${guide}\n'''\nquery = 'any where true'\n`;
}
