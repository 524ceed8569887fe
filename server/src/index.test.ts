import { describe, expect, test } from 'vitest';
import { checkQuery, evaluate, lintRule, parseQuery } from './index.js';

describe('the library', () => {
  test('parseQuery says what is wrong, in offsets of the query', () => {
    expect(parseQuery('eql', 'process where true')).toEqual({ ok: true, problems: [] });
    const { ok, problems } = parseQuery('eql', 'process where a = 1');
    expect(ok).toBe(false);
    expect(problems).toEqual([
      {
        code: 'eql-syntax',
        severity: 'error',
        message: expect.any(String),
        help: expect.any(String),
        start: 16,
        end: 17,
      },
    ]);
  });

  test('checkQuery knows the fields that are given before those of ECS', () => {
    expect(checkQuery('eql', 'any where process.pid : "1"').ok).toBe(false);
    expect(
      checkQuery('eql', 'any where process.pid : "1"', { fields: { 'process.pid': 'keyword' } }).ok,
    ).toBe(true);
    expect(checkQuery('eql', 'any where no.such == 1').ok).toBe(true);
    expect(checkQuery('eql', 'any where no.such == 1', { strictFields: true }).problems).toMatchObject([
      { code: 'field-unknown' },
    ]);
  });

  test('Lucene is checked and evaluated', () => {
    const events = [{ process: { pid: 4 } }, { process: { pid: 40 } }];
    expect(evaluate({ language: 'lucene', query: 'process.pid:[1 TO 9]', events })).toEqual({
      kind: 'events',
      matches: [0],
    });
    expect(parseQuery('lucene', 'a:(b OR').ok).toBe(false);
    expect(checkQuery('lucene', 'process.pid:foo').problems).not.toEqual([]);
    expect(evaluate({ language: 'lucene', query: 'user.name:ann~', events })).toMatchObject({
      kind: 'error',
      problems: [{ code: 'not-supported' }],
    });
    expect(() => evaluate({ language: 'sql' as never, query: '', events })).toThrow(
      new TypeError('language must be eql, kuery, lucene or esql, not "sql"'),
    );
  });

  test('ES|QL is checked', () => {
    expect(checkQuery('esql', 'from logs-* | where a == 1')).toMatchObject({ ok: true, problems: [] });
    expect(checkQuery('esql', 'anything')).toMatchObject({
      ok: false,
      problems: [{ code: 'esql-syntax', severity: 'error' }],
    });
  });

  test('evaluate names events by index, with null for a missing one', () => {
    const at = (second: number, name: string): object => ({
      '@timestamp': `2026-01-01T00:00:0${second}Z`,
      event: { category: name },
      k: 'x',
    });
    const events = [at(2, 'b'), at(1, 'a'), at(3, 'c')];
    expect(evaluate({ language: 'eql', query: 'any where true', events })).toEqual({
      kind: 'events',
      matches: [1, 0, 2],
    });
    expect(
      evaluate({
        language: 'eql',
        query: 'sequence by k with maxspan=1m [a where true] ![c where true] [b where true]',
        events,
      }),
    ).toEqual({
      kind: 'sequences',
      matches: [{ joinKeys: ['x'], events: [1, null, 0] }],
    });
    expect(evaluate({ language: 'eql', query: 'sample by k [b where true] [c where true]', events })).toEqual(
      {
        kind: 'samples',
        matches: [{ joinKeys: ['x'], events: [0, 2] }],
      },
    );
    const limited = { size: 1, tiebreakerField: null, fields: null } as unknown as { size: number };
    expect(evaluate({ language: 'eql', query: 'any where true', events, options: limited })).toEqual({
      kind: 'events',
      matches: [2],
    });
  });

  test('odd events are no error, a wrong call is a TypeError', () => {
    const odd = [
      null,
      7,
      [],
      'text',
      { process: null },
      { process: [{ name: ['a', null, { x: 1 }] }] },
    ] as unknown as object[];
    expect(evaluate({ language: 'eql', query: 'any where process.name == "a"', events: odd })).toEqual({
      kind: 'events',
      matches: [5],
    });
    const wrong = [
      undefined,
      {},
      { language: 'sql', query: '', events: [] },
      { language: 'eql', query: 1, events: [] },
      { language: 'eql', query: '', events: {} },
    ];
    for (const request of wrong) expect(() => evaluate(request as never)).toThrow(TypeError);
  });

  test('options that are not there, or cannot be meant, are named', () => {
    const check = (options: unknown) => () => checkQuery('eql', 'any where true', options as null);
    const lint = (options: unknown) => () => lintRule('', options as null);
    const run = (options: unknown) => () =>
      evaluate({ language: 'eql', query: 'any where true', events: [], options: options as null });
    for (const call of [check(null), lint(null), run(null), check(undefined), lint({ path: null })])
      expect(call).not.toThrow();
    const table: readonly (readonly [call: () => unknown, message: string])[] = [
      [check({ feilds: {} }), 'unknown option "feilds" of checkQuery; did you mean "fields"?'],
      [check([]), 'the options of checkQuery must be an object'],
      [check({ fields: { a: 'bogus' } }), 'unknown type of field a: "bogus"'],
      [check({ fields: { a: { type: 7 } } }), 'the type of field a must be a string or {type}'],
      [run({ fields: { a: 'keywrd' } }), 'unknown type of field a: "keywrd"'],
      [run({ sizes: 3 }), 'unknown option "sizes" of evaluate; did you mean "size"?'],
      [
        lint({ profile: 'x' }),
        'unknown option "profile" of lintRule; the options are "path", "configuration", "inventory"',
      ],
      [lint({ inventory: [] }), 'inventory cannot be used: expected an object'],
      [
        lint({ configuration: { profile: 'x' } }),
        'profile cannot be "x"; the options are "default", "elastic"',
      ],
      [lint({ configuration: { checks: { 'no-such': 'off' } } }), 'unknown check "no-such"'],
      [
        lint({ configuration: { checks: { 'key-unknown': 'wrning' } } }),
        'the level of key-unknown cannot be "wrning"; did you mean "warning"?',
      ],
      [() => checkQuery('eql', 5 as never), 'query must be a string'],
      [() => checkQuery('esql', null as never), 'query must be a string'],
    ];
    for (const [call, message] of table) expect(call).toThrow(new TypeError(message));
    const types = [
      'keyword(normalizer=lowercase)',
      'geo_point',
      'integer',
      { type: 'date', format: 'epoch_second' },
    ];
    for (const type of types) expect(check({ fields: { a: type } })).not.toThrow();
  });

  test('a part of a configuration is enough', () => {
    const codes = (configuration: object): string[] =>
      lintRule('[metadata]\n[rule]\nnmae = "x"\n', { configuration }).map(({ code }) => code);
    expect(codes({ profile: 'elastic' })).toContain('key-unknown');
    expect(codes({ checks: { 'key-unknown': 'off' } })).not.toContain('key-unknown');
  });

  test('a byte order mark is no column', () => {
    const columns = (text: string) => lintRule(text).map(({ range }) => range);
    const text = 'nmae = "x"\n[metadata]\n[rule]\n';
    expect(columns(text).length).toBeGreaterThan(0);
    expect(columns(`\ufeff${text}`)).toEqual(columns(text));
  });

  test('lintRule compares a rule with what was learned from data', () => {
    const inventory = {
      version: 1,
      sources: {
        'logs-a-default': { documents: 7, lag: { documents: 7_000, p50: 1, p99: 900 }, fields: {} },
      },
    };
    const text = '[rule]\nindex = ["logs-a-*"]\ntype = "eql"\nlanguage = "eql"\nquery = "any where true"\n';
    const codes = (options?: object) => lintRule(text, options).map(({ code }) => code);
    expect(codes()).not.toContain('data-ingest-lag');
    expect(codes({ inventory })).toContain('data-ingest-lag');
  });

  test('lintRule takes any text; lines and columns count from one', () => {
    const [finding] = lintRule('[metadata]\n[rule]\nnmae = "x"\n').filter(
      (one) => one.code === 'key-unknown',
    );
    expect(finding).toMatchObject({
      severity: 'error',
      range: { start: { line: 3, column: 1 }, end: { line: 3, column: 5 } },
    });
    for (const text of ['', '\0\0', '[[[', '#', '{}']) expect(Array.isArray(lintRule(text))).toBe(true);
  });
});
