import { fullRule } from '../helpers/full-rule.js';
import type { TextKind } from './targets.js';

/** Texts to start from, with features that are rare in samples and shipped rules. */
export function fixturesOf(): Record<TextKind, string[]> {
  return {
    rule: ['threat_match', 'new_terms', 'threshold', 'machine_learning', 'eql'].map(fullRule),
    'test file': [
      'rule: x.toml\nnow: 2026-01-01T00:00:00Z\ndefaults: &a {a: 1}\ntests:\n  - &c {name: a, events: [{<<: *a, x.y: [1]}, *a], expect: alert}\n  - {<<: *c, name: b, expect: {alerts: 1, events: [0]}}\n',
      'tests:\n  - name: c\n    events:\n      - {at: -5m, process: {name: x}}\n    expect: no alert\n    todo: later\n    history: [{a: 1}]\n    exceptions:\n      - entries: [{field: a, type: match, operator: included, value: x}]\n',
      '{"tests":[{"name":"j","events":[{"a":1}],"expect":2}]}',
    ],
    events: [
      '{"@timestamp":"2026-01-01T00:00:00Z","a":{"b":[1,"x",null]}}\n{"a.b":2}\n\n{"index":{}}\n{"a":1}\n',
      '[{"a":1},{"_source":{"a":2}},\n{"fields":{"a":[1]},"_id":"1"}]',
      '{"hits":{"hits":[{"_index":"i","_source":{"a":1}}]}}',
      '{"expected":[{"a":1},null]}',
    ],
    guide: [
      '## Triage\n\n{{host.name}} ran {{ process.name }}.\n\n!{osquery{"label":"x","query":"select 1"}}\n\n$osquery_0\n\n- a\n  - b\n\n| a | b |\n|-|-|\n| 1 | [x](https://a.b) |\n\n```\ncode\n```\n<b>x</b> ![p](x.png)\n',
      '!{investigate{"label":"y","providers":[[{"field":"a","excluded":false,"queryType":"phrase","value":"{{a}}"}]]}}',
    ],
    eql: ['process where process.name == "x"'],
    kuery: ['process.name: x'],
    lucene: ['process.name:x'],
    esql: ['from logs-* | where a == 1'],
  };
}
