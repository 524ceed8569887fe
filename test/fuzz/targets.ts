import { analyse } from '../../server/src/analysis/analyse.js';
import { decodeEvents, type EventDecoder } from '../../server/src/evaluate/events/decode-events.js';
import { explainRaised } from '../../server/src/evaluate/explain/explain-raised.js';
import { explainEvent } from '../../server/src/evaluate/explain/explain-rule.js';
import { explainSequence } from '../../server/src/evaluate/explain/explain-sequence.js';
import { EvaluationError } from '../../server/src/evaluate/plan/plan.js';
import { hasSteps } from '../../server/src/evaluate/plan/planned-query.js';
import { type PreparedRule, prepareQuery } from '../../server/src/evaluate/prepare/prepare-query.js';
import { prepareRule } from '../../server/src/evaluate/prepare/prepare-rule.js';
import { startRule } from '../../server/src/evaluate/run/run-rule.js';
import type { EventObject } from '../../server/src/evaluate/values/access.js';
import { completion } from '../../server/src/ide/completion/completion.js';
import { format } from '../../server/src/ide/format.js';
import { renderGuide } from '../../server/src/ide/guide/guide.js';
import { hover } from '../../server/src/ide/hover/hover.js';
import { folds } from '../../server/src/ide/structure/folding.js';
import { links } from '../../server/src/ide/structure/links.js';
import { selectionRanges } from '../../server/src/ide/structure/selection.js';
import { semanticTokens } from '../../server/src/ide/structure/semantic-tokens.js';
import { signatureHelp } from '../../server/src/ide/structure/signature.js';
import { symbols } from '../../server/src/ide/symbols.js';
import { testFilePlaceAt, typedPlaceAt } from '../../server/src/ide/test-file/place.js';
import { checkQuery, type Language } from '../../server/src/index.js';
import { defaultConfiguration } from '../../server/src/lint/configuration.js';
import { lintRule } from '../../server/src/lint/run.js';
import { formatEql } from '../../server/src/query/eql/format.js';
import { readRule } from '../../server/src/rule/rule.js';
import { caseEvents } from '../../server/src/testing/case-events.js';
import { parseTestFile } from '../../server/src/testing/parse-test-file.js';
import { applyFixes } from '../../server/src/text/fixes.js';
import { internalErrorCode } from '../../server/src/text/internal-error.js';
import type { Problem } from '../../server/src/text/problem.js';
import type { Span } from '../../server/src/text/span.js';
import { parseToml } from '../../server/src/toml/document.js';
import { sameValue } from '../../server/src/toml/format/format.js';
import { hashOf, type Random, randomOf } from './random.js';

/** A fault that a text shows. `kind` is equal for equal faults. */
export class Fault extends Error {
  constructor(readonly kind: string) {
    super(kind);
  }
}

/** Kinds of text that targets process. */
export type TextKind = 'rule' | 'test file' | 'events' | 'guide' | Language;

/** An operation on a text. It throws for a text that shows a fault, and is deterministic. */
export interface Target {
  readonly takes: TextKind;
  run(text: string): void;
}

function require(holds: boolean, kind: string): void {
  if (!holds) throw new Fault(kind);
}

function requireSpan({ start, end }: Span, text: string, what: string): void {
  require(0 <= start && start <= end && end <= text.length, `${what} outside of the text`);
}

function requireProblems(problems: readonly Problem[], text: string): void {
  for (const { code, message, help, span, fix, related = [] } of problems) {
    require(code !== internalErrorCode, `${message} ${help ?? ''}`);
    requireSpan(span, text, `span of ${code}`);
    for (const edit of fix?.edits ?? []) requireSpan(edit.span, text, `edit of ${code}`);
    for (const one of related) requireSpan(one.span, text, `related span of ${code}`);
  }
}

const elastic = { configuration: { ...defaultConfiguration, profile: 'elastic' as const } };

/** A fix can expose another finding; this many rounds are enough to fix all. */
const mostRounds = 20;

function fixAll(text: string): void {
  const wasReadable = parseToml(text).problems.length === 0;
  let fixed = text;
  for (let round = 0; round < mostRounds; round++) {
    const problems = lintRule(fixed, elastic);
    requireProblems(problems, fixed);
    const { text: next, fixed: applied } = applyFixes(fixed, problems);
    if (applied.length === 0) return;
    if (wasReadable) require(parseToml(next).problems.length === 0, 'a fix makes a rule unreadable');
    if (next === fixed) throw new Fault('a fix that changes nothing');
    fixed = next;
  }
  throw new Fault('fixes without end');
}

function formatTwice(text: string): void {
  for (const query of [false, true]) {
    const once = format(text, { query });
    require(format(once, { query }) === once, `format twice differs${query ? ' (query)' : ''}`);
    const [before, after] = [parseToml(text), parseToml(once)];
    if (before.problems.length > 0) require(once === text, 'formats what it cannot read');
    else {
      require(after.problems.length === 0, 'formatted text is not valid');
      if (!query) require(sameValue(before.values, after.values), 'formatting changes values');
    }
  }
}

function askEditor(text: string, random: Random): void {
  const analysis = analyse(text);
  for (let count = 0; count < 4; count++) {
    const offset = random.below(text.length + 1);
    for (const span of [completion(analysis, offset)?.span, hover(analysis, offset)?.span]) {
      if (!span) continue;
      requireSpan(span, text, 'span of the editor');
      require(span.start <= offset && offset <= span.end, 'span of the editor away from the cursor');
    }
    signatureHelp(analysis, offset);
    for (const span of selectionRanges(analysis, offset)) requireSpan(span, text, 'selection');
  }
  for (const { span } of semanticTokens(analysis)) requireSpan(span, text, 'semantic token');
  for (const { span } of symbols(analysis)) requireSpan(span, text, 'symbol');
  for (const { span } of links(analysis)) requireSpan(span, text, 'link');
  folds(analysis);
}

const scalars: readonly unknown[] = [
  'x',
  'cmd.exe',
  'A B',
  '10.0.0.1',
  '::1',
  '',
  3,
  -1,
  1.5,
  true,
  false,
  null,
  '2026-01-01T00:00:00Z',
  'now',
  {},
  [],
  ['x', 3],
  [[['x']]],
  { a: 'x' },
  'C:\\x\\y',
];
const names = [
  'a',
  'b.c',
  'b',
  'process.name',
  'process',
  'process.args',
  'host.ip',
  'process.pid',
  'message',
  'event.category',
  'x',
  'items',
  'user.name',
  'constructor',
];

function randomEvents(random: Random): EventObject[] {
  return Array.from({ length: 4 }, (_, index) => {
    const event: Record<string, unknown> = { 'event.category': random.pick(['process', 'file', 'x']) };
    if (!random.once(4)) event['@timestamp'] = `2026-01-01T00:00:0${index}.000Z`;
    for (let count = random.below(8); count > 0; count--) event[random.pick(names)] = random.pick(scalars);
    if (random.once(3)) event.items = [{ a: random.pick(scalars) }, { b: random.pick(scalars) }];
    return event;
  });
}

/** Runs a rule on events; its explanations must agree with the run. */
function runAndExplain(rule: PreparedRule, events: readonly EventObject[]): void {
  const run = startRule<number>(rule);
  for (const [index, event] of events.entries()) run.read(event, index);
  const { alerts, problem } = run.finish();
  alerts.slice();
  if (problem) requireProblems([problem], rule.queryText);
  const { planned } = rule;
  for (const event of events) {
    const explained = explainEvent(rule, event);
    if (hasSteps(planned)) continue;
    let matches: boolean;
    try {
      matches = planned.filter.matches(event);
    } catch (error) {
      if (error instanceof EvaluationError) continue;
      throw error;
    }
    require(explained[0]?.explanation.holds === matches, 'the explanation says otherwise');
  }
  if (problem) return;
  explainSequence(rule, events);
  explainRaised(rule, events);
}

const queryTarget = (language: Language): Target => ({
  takes: language,
  run(query) {
    const { problems } = checkQuery(language, query);
    for (const { start, end, code } of problems) requireSpan({ start, end }, query, `span of ${code}`);
    if (language === 'eql') {
      const once = formatEql(query);
      require(formatEql(once) === once, 'formatting a query twice differs');
      const before = problems.some(({ code }) => code === 'eql-syntax');
      const after = checkQuery(language, once).problems.some(({ code }) => code === 'eql-syntax');
      require(before === after, 'formatting a query changes whether it is valid');
    }
    if (language === 'esql') return;
    const prepared = prepareQuery(query, language, { now: '2026-01-01T00:00:00Z' });
    if (prepared.ok) runAndExplain(prepared, randomEvents(randomOf(hashOf(query))));
  },
});

/** All operations under test, by name. */
export const targets: Readonly<Record<string, Target>> = {
  toml: {
    takes: 'rule',
    run(text) {
      const document = parseToml(text);
      requireProblems(document.problems, text);
      for (const place of document.places())
        for (const span of [place.entry, place.key, place.value, place.header])
          if (span) requireSpan(span, text, 'place');
      document.pathAt(randomOf(hashOf(text)).below(text.length + 1));
    },
  },
  lint: { takes: 'rule', run: fixAll },
  format: { takes: 'rule', run: formatTwice },
  editor: { takes: 'rule', run: (text) => askEditor(text, randomOf(hashOf(text))) },
  rule: {
    takes: 'rule',
    run(text) {
      const rule = readRule(parseToml(text));
      const prepared = prepareRule(rule, { now: '2026-01-01T00:00:00Z' }, {});
      if (prepared.ok) runAndExplain(prepared, randomEvents(randomOf(hashOf(text))));
    },
  },
  guide: {
    takes: 'guide',
    run(text) {
      const written = `[rule]\nname = "x"\nnote = '''\n${text}\n'''\n`;
      const { problems, html } = renderGuide(readRule(parseToml(written)), {
        event: { a: 'x' },
        lines: true,
      });
      requireProblems(problems, written);
      require(!/<script|<iframe|javascript:|\son\w+\s*=/i.test(
        html.replace(/>[^<]*</g, '><'),
      ), 'the guide can run code');
    },
  },
  'test file': {
    takes: 'test file',
    run(text) {
      const file = parseTestFile(text);
      requireProblems(file.problems, text);
      for (const one of file.cases) {
        requireSpan(one.span, text, 'case');
        const built = caseEvents(one, file, () => ({ ok: false, error: 'no files' }));
        if ('error' in built) requireSpan(built.place, text, 'fault of a case');
      }
      const offset = randomOf(hashOf(text)).below(text.length + 1);
      testFilePlaceAt(text, offset);
      typedPlaceAt(text, offset);
    },
  },
  events: {
    takes: 'events',
    run(text) {
      const read = (size: number): string => {
        const found: unknown[] = [];
        const decoder: EventDecoder = decodeEvents({
          event: (event, index, line) => found.push([event, index, line]),
          problem: ({ line, message }) => found.push([line, message]),
        });
        const bytes = Buffer.from(text);
        for (let start = 0; start < bytes.length; start += size)
          decoder.write(bytes.subarray(start, start + size));
        decoder.end();
        return JSON.stringify(found);
      };
      require(read(7) === read(text.length * 3 + 1), 'events depend on the size of pieces');
    },
  },
  eql: queryTarget('eql'),
  kuery: queryTarget('kuery'),
  lucene: queryTarget('lucene'),
  esql: queryTarget('esql'),
};
