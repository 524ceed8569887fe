import { describe } from 'vitest';
import { checkRows } from '../../../../test/helpers/check-rows.js';

const events = [
  {
    _index: 'logs-a-1',
    host: { id: 'h1' },
    user: { name: 'ann' },
    process: { name: 'bash', args: ['-c', 'ls'] },
    bytes: 5,
  },
  {
    _index: 'logs-a-1',
    host: { id: 'h2' },
    user: { name: 'ann' },
    process: { name: 'zsh', args: ['-x'] },
    bytes: 7,
  },
  { _index: 'logs-b-1', host: { id: 'h1' }, user: { name: 'bob' }, process: { name: 'bash' }, bytes: 1 },
  { _index: 'metrics-1', user: { name: ['ann', 'bob'] }, process: { name: 'top' } },
];

describe('rows are filtered, changed and ordered', () => {
  checkRows(
    {
      'FROM logs-* | WHERE process.name == "bash" | KEEP user.name': ['ann', 'bob'],
      'FROM *, -logs-a* | KEEP process.name': ['bash', 'top'],
      'FROM logs-a-1 METADATA _index | LIMIT 1 | KEEP _index, bytes': [['logs-a-1', 5]],
      // A list is never equal to a value, so the last event is missing either way.
      'FROM * | WHERE user.name == "ann" OR NOT user.name == "ann" | KEEP process.name': [
        'bash',
        'zsh',
        'bash',
      ],
      'FROM * | WHERE MV_CONTAINS(user.name, "ann") | KEEP process.name': ['bash', 'zsh', 'top'],
      'FROM * | WHERE bytes != 5 | KEEP process.name': ['zsh', 'bash'],
      'FROM * | SORT bytes DESC | KEEP bytes': [null, 7, 5, 1],
      'FROM * | SORT bytes NULLS FIRST, user.name | KEEP bytes': [null, 1, 5, 7],
      'FROM * | SORT bytes | LIMIT 2 | KEEP bytes': [1, 5],
      'FROM logs-* | SORT bytes | LIMIT 1 BY user.name | KEEP bytes': [1, 5],
      'FROM logs-* | EVAL x = bytes * 2, y = x + 1 | KEEP y, x | SORT x | LIMIT 1': [[3, 2]],
      'FROM logs-a-1 | RENAME process.name AS p, host.id AS process.name | KEEP p, process.name': [
        ['bash', 'h1'],
        ['zsh', 'h2'],
      ],
      'FROM logs-a-1 | DROP process.*, user.name, _i* | LIMIT 1': [[5, 'h1']],
      'FROM logs-a-1 | MV_EXPAND process.args | KEEP process.args, bytes': [
        ['-c', 5],
        ['ls', 5],
        ['-x', 7],
      ],
      'FROM logs-* | WHERE KQL("process.name: (zsh or top)") | KEEP process.name': ['zsh'],
      'FROM logs-* | WHERE process.args : "ls" | KEEP process.name': ['bash'],
    },
    { events },
  );
});

describe('rows are grouped', () => {
  checkRows(
    {
      'FROM logs-* | STATS n = COUNT(*), hosts = COUNT_DISTINCT(host.id) BY user.name | SORT user.name': [
        [2, 2, 'ann'],
        [1, 1, 'bob'],
      ],
      // A row whose key is a list is in the group of each value.
      'FROM * | STATS n = COUNT(*) BY user.name | SORT user.name': [
        [3, 'ann'],
        [2, 'bob'],
      ],
      'FROM * | STATS n = COUNT(*) BY host.id | SORT host.id NULLS FIRST': [
        [1, null],
        [2, 'h1'],
        [1, 'h2'],
      ],
      'FROM * | STATS COUNT(process.args), COUNT(bytes), SUM(bytes), AVG(bytes), MAX(process.name)': [
        [3, 3, 13, 13 / 3, 'zsh'],
      ],
      'FROM none-* | STATS COUNT(*), MAX(bytes), c = COUNT_DISTINCT(host.id)': [[0, null, 0]],
      'FROM none-* | STATS COUNT(*) BY host.id': [],
      // A repeated expression is the key. Comments and whitespace do not count, except in strings.
      'FROM logs-b-* | STATS n = CONCAT(MAX(user.name), CONCAT(host.id, /* of it */ "x y")) BY CONCAT(host.id,"x y")':
        [['bobh1x y', 'h1x y']],
      'FROM logs-* | STATS big = COUNT(*) WHERE bytes > 4, all = COUNT(*) BY host.id | SORT host.id': [
        [1, 2, 'h1'],
        [1, 1, 'h2'],
      ],
      'FROM logs-* | STATS r = ROUND(SUM(bytes) / (COUNT(*) * 1.0), 1) BY u = TO_UPPER(user.name) | SORT u': [
        [6, 'ANN'],
        [1, 'BOB'],
      ],
      'FROM logs-* | STATS v = MV_SORT(VALUES(process.name)), t = TOP(bytes, 2, "desc")': [
        [
          ['bash', 'zsh'],
          [7, 5],
        ],
      ],
      'FROM logs-* | STATS FIRST(process.name, bytes), LAST(process.name, bytes)': [['bash', 'zsh']],
      'FROM logs-* | INLINE STATS most = MAX(bytes) BY user.name | WHERE bytes == most | KEEP bytes, user.name | SORT bytes':
        [
          [1, 'bob'],
          [7, 'ann'],
        ],
      'FROM logs-* | STATS n = COUNT(*) BY user.name | STATS SUM(n)': [3],
      'FROM logs-* | FORK (WHERE bytes > 4 | STATS n = COUNT(*)) (STATS m = MIN(bytes)) | KEEP _fork, n, m | SORT _fork':
        [
          ['fork1', 2, null],
          ['fork2', null, 1],
        ],
      'FROM (FROM logs-a-1 | KEEP bytes), (FROM logs-b-1 | EVAL x = "b" | KEEP x, bytes) | SORT bytes | KEEP bytes, x':
        [
          [1, 'b'],
          [5, null],
          [7, null],
        ],
    },
    { events },
  );
});

describe('text is taken apart', () => {
  checkRows({
    'ROW a = "GET /x?y=1 200" | GROK a "%{WORD:m} %{NOTSPACE:p} %{INT:s:int}" | KEEP m, p, s': [
      ['GET', '/x?y=1', 200],
    ],
    'ROW a = "port=x" | GROK a "port=%{INT:s:int}" | KEEP s': [null],
    'ROW a = ["k=1", "none", "k=2"] | GROK a "k=%{INT:k:int}" | KEEP k': [[[1, 2]]],
    'ROW a = "user Ann logged in" | GROK a "(?i)USER (?<user.name>\\\\w+)" | KEEP user.name': ['Ann'],
    'ROW a = "x;y;z" | DISSECT a "%{b};%{?c};%{d}" | KEEP b, d': [['x', 'z']],
    'ROW a = "x;y" | DISSECT a "%{b};%{c};%{d}" | KEEP b, d': [[null, null]],
    'ROW a = "1 2 3" | DISSECT a "%{+b} %{c} %{+b}" APPEND_SEPARATOR="-" | KEEP b, c': [['1-3', '2']],
  });
});

describe('the time of the query', () => {
  checkRows(
    {
      'FROM a | WHERE @timestamp > NOW() - 5 minutes | STATS c = COUNT(*) BY b = BUCKET(@timestamp, 1 hour)':
        [[1, '2026-01-01T00:00:00.000Z']],
    },
    {
      now: '2026-01-01T00:06:00Z',
      events: [{ '@timestamp': '2026-01-01T00:00:59Z' }, { '@timestamp': '2026-01-01T00:01:01Z' }],
    },
  );
});

describe('points are read as documents have them, others are no value', () => {
  const geo = [
    '41.5,-71',
    'POINT (-71 41.5)',
    { lat: 41.5, lon: -71 },
    'nowhere',
    '99,0',
    [{ lat: 0, lon: 1 }, '2,3'],
  ];
  checkRows(
    {
      'FROM * | KEEP source.geo.location': [
        'POINT (-71.0 41.5)',
        'POINT (-71.0 41.5)',
        'POINT (-71.0 41.5)',
        null,
        null,
        [['POINT (1.0 0.0)', 'POINT (3.0 2.0)']],
      ],
      'FROM * | EVAL t = TO_STRING(source.geo.location) | WHERE t == "POINT (-71.0 41.5)" | STATS n = COUNT(*)':
        [3],
    },
    { events: geo.map((location) => ({ source: { geo: { location } } })) },
  );
});

describe('a branch of FORK has 1,000 rows without a LIMIT, and 10,000 with one', () => {
  checkRows(
    {
      'FROM * | FORK (WHERE number >= 0) (LIMIT 1200) (LIMIT 20000) | STATS c = COUNT(*) BY _fork | SORT _fork | KEEP c':
        [1000, 1200, 10000],
    },
    { events: Array.from({ length: 10_500 }, (_, number) => ({ number })) },
  );
});
