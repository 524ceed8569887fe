import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLineFilter } from '../run/prefilter.js';
import { decodeEvents } from './decode-events.js';
import type { EventFileProblem } from './event-sink.js';

interface Decoded {
  readonly events: unknown[];
  readonly lines: number[];
  readonly problems: EventFileProblem[];
  readonly skipped: number;
}

/** Decodes bytes that arrive in pieces of `size`, each in the same buffer, like reads from a file. */
function decode(text: string | Buffer, size = 7, required?: string): Decoded {
  const bytes = Buffer.from(text);
  const decoded = {
    events: [] as unknown[],
    lines: [] as number[],
    problems: [] as EventFileProblem[],
    skipped: 0,
  };
  const decoder = decodeEvents({
    filter:
      required === undefined
        ? undefined
        : createLineFilter([[{ text: required, caseInsensitive: false, common: false }]]),
    event: (event, index, line) => {
      decoded.events[index] = event;
      decoded.lines.push(line);
    },
    problem: (problem) => decoded.problems.push(problem),
    skipped: () => {
      decoded.skipped++;
    },
  });
  const chunk = Buffer.alloc(size);
  for (let start = 0; start < bytes.length; start += size) {
    const length = bytes.copy(chunk, 0, start, Math.min(start + size, bytes.length));
    decoder.write(chunk.subarray(0, length));
    chunk.fill(0x3f);
  }
  decoder.end();
  return decoded;
}

/** Each file format, with the events in it. */
describe('forms of files', () => {
  const a = { a: 1 };
  const b = { b: 'é' };
  const table: Readonly<Record<string, readonly [text: string, events: readonly object[]]>> = {
    'one event per line': ['{"a":1}\n{"b":"é"}\n', [a, b]],
    'no line break at the end': ['{"a":1}\n{"b":"é"}', [a, b]],
    'blank lines and Windows line ends': ['\r\n{"a":1}\r\n\r\n{"b":"é"}\r\n', [a, b]],
    'a byte order mark': ['\ufeff{"a":1}\n{"b":"é"}\n', [a, b]],
    'an array': ['[{"a":1},\n {"b":"é"}]', [a, b]],
    'one document': ['{\n  "a": 1\n}\n', [a]],
    'a document in one line': ['{"a":1}', [a]],
    'a document in one line behind a blank one': ['\n{"a":1}', [a]],
    'hits of a search': [
      '{"took":1,"hits":{"total":2,"hits":[{"_index":"logs","_source":{"a":1}}]}}',
      [{ a: 1, _index: 'logs' }],
    ],
    'hits, one per line': ['{"_id":"x","_source":{"a":1}}\n{"_source":{"b":"é"}}', [{ a: 1, _id: 'x' }, b]],
    'a copy from Kibana': [
      '{"_index":"logs","_id":"1","fields":{"a":[1]}}',
      [{ a: [1], _index: 'logs', _id: '1' }],
    ],
    'a bulk file': [
      '{"index":{"_index":"logs"}}\n{"a":1}\n{"delete":{"_id":"7"}}\n{"create":{}}\n{"b":"é"}\n{"update":{"_id":"3"}}\n{"doc":{"a":1}}\n',
      [{ a: 1, _index: 'logs' }, b, { a: 1, _id: '3' }],
    ],
    'expected events of elastic-package': ['{\n "expected": [{"a":1}, null, {"b":"é"}]}', [a, b]],
    'events of elastic-package': ['{"events":[{"a":1},{"b":"é"}]}', [a, b]],
    'events of _eql/search': [
      '{"is_partial":false,"took":1,"hits":{"total":{"value":1},"events":[{"_index":"logs","_source":{"a":1}}]}}',
      [{ a: 1, _index: 'logs' }],
    ],
    'sequences of _eql/search': [
      '{"hits":{"sequences":[{"join_keys":["x"],"events":[{"_source":{"a":1}},{"_source":{"b":"é"}}]}]}}',
      [a, b],
    ],
    'answers of _msearch': [
      '{"took":2,"responses":[{"hits":{"hits":[{"_source":{"a":1}}]}},{"hits":{"hits":[{"_source":{"b":"é"}}]}}]}',
      [a, b],
    ],
    'a response from the inspector of Kibana': [
      '{"rawResponse":{"hits":{"hits":[{"_source":{"a":1}}]}}}',
      [a],
    ],
    'a table of ES|QL': [
      '{"took":1,"columns":[{"name":"a","type":"long"},{"name":"b","type":"keyword"}],"values":[[1,null],[null,"é"]]}',
      [a, b],
    ],
    'a search without hits': ['{"took":1,"hits":{"total":0,"hits":[]}}', []],
    'documents one after the other': ['{\n "a": 1\n}\n{\n "b": "é"\n}\n', [a, b]],
    'documents without anything between them': ['{"a":1}{"b":"é"}', [a, b]],
    'CSV with a header': ['a,b\n1,é\n,"x, ""y""\nz"\n', [{ a: '1', b: 'é' }, { b: 'x, "y"\nz' }]],
    'CSV from Kibana': [
      '\ufeff"@timestamp","process.name"\r\n"Jan 2, 2026 @ 03:04:05.678",bash\r\n',
      [{ '@timestamp': '2026-01-02T03:04:05.678Z', 'process.name': 'bash' }],
    ],
    'an event with a field named events': ['{"events":3,"a":1}', [{ events: 3, a: 1 }]],
    'an event with a time, whatever it is made of': [
      '{"@timestamp":1,"hits":{"hits":[{"a":1}]}}',
      [{ '@timestamp': 1, hits: { hits: [{ a: 1 }] } }],
    ],
    'the same in a list': [
      '[{"@timestamp":1,"responses":[{"hits":{}}]}, {"@timestamp":2,"columns":[{"name":"a"}],"values":[[1]]}]',
      [
        { '@timestamp': 1, responses: [{ hits: {} }] },
        { '@timestamp': 2, columns: [{ name: 'a' }], values: [[1]] },
      ],
    ],
    'an event with lists that no search answers with': [
      '{"responses":["200 OK"]}\n{"responses":[{"code":200}]}\n{"hits":{"hits":[3]}}\n{"rawResponse":{"a":1}}',
      [
        { responses: ['200 OK'] },
        { responses: [{ code: 200 }] },
        { hits: { hits: [3] } },
        { rawResponse: { a: 1 } },
      ],
    ],
    'an empty file': ['', []],
  };
  for (const [name, [text, events]] of Object.entries(table)) {
    test(name, () => {
      for (const size of [1, 7, 4096]) {
        const decoded = decode(text, size);
        // CSV files get a warning that their values are strings.
        expect(decoded.problems.filter(({ severity }) => severity !== 'warning')).toEqual([]);
        expect(decoded.events).toEqual(events);
      }
    });
  }
});

describe('files that cannot be read whole', () => {
  test('a broken line has its number and shifts no index', () => {
    const { events, lines, problems } = decode('{"a":1}\n{"a":\n\n{"a":3}\n17\n{"a":4}');
    expect(events).toEqual([{ a: 1 }, { a: 3 }, { a: 4 }]);
    expect(lines).toEqual([1, 4, 6]);
    expect(problems.map(({ line }) => line)).toEqual([2, 5]);
  });

  test('a broken first line does not hide the others', () => {
    const { events, problems } = decode('{"a": oops}\n{"a":2}\n');
    expect(events).toEqual([{ a: 2 }]);
    expect(problems).toMatchObject([{ line: 1 }]);
  });

  test('a broken document names the line', () => {
    expect(decode('[\n{"a":1},\n{"a":}\n]', 4096).problems).toMatchObject([{ line: 3 }]);
  });

  test('UTF-16 and binary files are refused with the reason', () => {
    expect(decode(Buffer.from('\ufeff{"a":1}', 'utf16le')).problems[0]?.message).toContain('UTF-16');
    expect(decode(Buffer.from([1, 2, 0, 3, 10, 5])).problems[0]?.message).toContain('binary');
  });

  test('bytes that are not UTF-8 are a warning', () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}\n{"a":1}\n')]);
    const { events, problems } = decode(bytes);
    expect(events).toHaveLength(2);
    expect(problems).toMatchObject([{ line: 1, severity: 'warning' }]);
  });

  test('many problems are counted, not listed', () => {
    const { problems } = decode(`{}\n${'{\n'.repeat(250)}`, 4096);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)?.message).toBe('150 more problems in this file');
  });
});

describe('lines that the filter rules out', () => {
  test('are counted as events without being parsed', () => {
    const { events, skipped } = decode('{"a":"needle"}\n{"a":"hay"}\n{"a":"needle"}\n', 4096, 'needle');
    expect(events).toEqual([{ a: 'needle' }, undefined, { a: 'needle' }]);
    expect(skipped).toBe(1);
  });

  test('are parsed when they may hold anything else than one event', () => {
    const lines = [
      '{"index":{}}',
      '{"a":"hay"}',
      '{"_source":{"a":1}}',
      'broken',
      '{"a":"\\u006eeedle"}',
      '{"a":"hay"}',
    ];
    const { skipped, problems } = decode(`{}\n${lines.join('\n')}\n`, 4096, 'needle');
    expect(problems).toMatchObject([{ line: 5 }]);
    expect(skipped).toBe(1);
  });
});

test('any bytes: no throw, and lines that are JSON objects come through', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.json({ depthSize: 'small' }), fc.string(), fc.string({ unit: 'binary' }))),
      fc.integer({ min: 1, max: 50 }),
      (lines, size) => {
        const { events, problems } = decode(lines.join('\n'), size);
        expect(Array.isArray(events) && Array.isArray(problems)).toBe(true);
      },
    ),
  );
});

describe('events that are nested too deeply', () => {
  const lists = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  const objects = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const tooDeep = [lists(20_000), objects(20_000), lists(1_000), objects(1_000)];

  test.each(tooDeep)('a line of its own: the number of the line, and the others are read', (value) => {
    for (const line of [
      `{"@timestamp":"2026","a":${value}}`,
      `{"a":${value}}`,
      `{"_source":{"a":${value}}}`,
    ]) {
      const { events, problems } = decode(`{"a":1}\n\n${line}\n{"a":2}\n`, 100_000);
      expect(events).toEqual([{ a: 1 }, { a: 2 }]);
      expect(problems).toMatchObject([
        { line: 3, message: expect.stringContaining('more than 1000 levels') },
      ]);
    }
  });

  test.each(tooDeep)('in a document: the line on which the event starts', (value) => {
    const { events, problems } = decode(`[\n{"a":1},\n{"a":${value}},\n{"a":2}\n]`, 100_000);
    expect(events).toEqual([{ a: 1 }, { a: 2 }]);
    expect(problems).toMatchObject([{ line: 3 }]);
    expect(problems).toHaveLength(1);
  });

  test('a hit in hits, and lists around events', () => {
    const hits = `{"hits":{"hits":[{"_source":{"a":${objects(5_000)}}},{"_source":{"a":1}}]}}`;
    for (const text of [hits, `{"b":1}\n${hits}\n`, `{"hits":\n${hits.slice(8)}`]) {
      const { events, problems } = decode(text, 100_000);
      expect(events).toContainEqual({ a: 1 });
      expect(problems).toHaveLength(1);
    }
    for (const text of [lists(20_000), `{"b":1}\n${lists(20_000)}`])
      expect(decode(text, 100_000).problems).toHaveLength(1);
  });

  test('just not too deep', () => {
    const { events, problems } = decode(`{"a":${lists(999)}}\n{"a":${objects(999)}}\n`, 100_000);
    expect(events).toHaveLength(2);
    expect(problems).toEqual([]);
  });
});
