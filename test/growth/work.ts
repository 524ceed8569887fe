import { evaluateQuery } from '../../server/src/evaluate/evaluate.js';
import { decodeEvents } from '../../server/src/evaluate/events/decode-events.js';
import { explainEvent } from '../../server/src/evaluate/explain-rule.js';
import { prepareQuery } from '../../server/src/evaluate/prepare-query.js';
import { completion } from '../../server/src/ide/completion/completion.js';
import { format } from '../../server/src/ide/format.js';
import { renderGuide } from '../../server/src/ide/guide/guide.js';
import { hover } from '../../server/src/ide/hover/hover.js';
import { folds } from '../../server/src/ide/structure/folding.js';
import { semanticTokens } from '../../server/src/ide/structure/semantic-tokens.js';
import { symbols } from '../../server/src/ide/symbols.js';
import { checkQuery, type Language } from '../../server/src/index.js';
import { analyse } from '../../server/src/lint/analysis.js';
import { defaultConfiguration } from '../../server/src/lint/configuration.js';
import { lintRule } from '../../server/src/lint/run.js';
import { readRule } from '../../server/src/rule/rule.js';
import { caseEvents } from '../../server/src/testing/case-events.js';
import { parseTestFile } from '../../server/src/testing/parse-test-file.js';
import { parseToml } from '../../server/src/toml/document.js';

/** One thing that the product does with a text. */
export type Work = (text: string) => void;

const event = { '@timestamp': '2026-01-01T00:00:00Z', a: 'b', event: { category: 'process' } };

/** Work on the text of a rule. */
export const ruleWork = {
  toml: (text) => {
    parseToml(text).places();
  },
  lint: (text) => {
    lintRule(text, { configuration: { ...defaultConfiguration, profile: 'elastic' } });
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

/** Work on a query alone. */
export const queryWork = (language: Language) =>
  ({
    check: (query) => {
      checkQuery(language, query);
    },
    evaluate: (query) => {
      evaluateQuery({ language, query, events: [event], options: { now: '2026-01-01T00:00:00Z' } });
      const prepared = prepareQuery(query, language, {});
      if (!('problems' in prepared)) explainEvent(prepared, event);
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
    for (const one of file.cases) caseEvents(one, file, () => ({ error: 'no files' }));
  },
} as const satisfies Record<string, Work>;

export const eventWork = {
  events: (text) => {
    const events: Record<string, unknown>[] = [];
    const decoder = decodeEvents({
      event: (one) => events.push(one),
      problem: () => {},
    });
    decoder.write(Buffer.from(text));
    decoder.end();
    for (const query of ['a: b or c.d: *', 'hello', '*.a: x'])
      evaluateQuery({ language: 'kuery', query, events });
    const by = 'sequence by a [any where true] ![any where b == "x"] [any where true]';
    evaluateQuery({ language: 'eql', query: by, events });
  },
} as const satisfies Record<string, Work>;

/** A rule with this query. */
export function withQuery(language: string, query: string): string {
  const type = language === 'eql' || language === 'esql' ? language : 'query';
  return `[metadata]\nmaturity = "production"\n[rule]\nname = "x"\ntype = "${type}"\nlanguage = "${language}"\nquery = '''\n${query}\n'''\n`;
}

/** A rule with this guide. */
export function withGuide(guide: string): string {
  return `[metadata]\nmaturity = "production"\n[rule]\nname = "x"\ntype = "eql"\nnote = '''\n${guide}\n'''\nquery = 'any where true'\n`;
}
