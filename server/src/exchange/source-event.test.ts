import { expect, it } from 'vitest';
import { sourceEvent } from './source-event.js';

const source = {
  '@timestamp': '2026-01-01T00:00:00.000Z',
  event: { category: ['process'], kind: 'event' },
  process: { name: 'sh' },
};

it('leaves an event that is no alert as it is, also one about Kibana', () => {
  expect(sourceEvent(source)).toBe(source);
  const audit = { kibana: { space_id: 'default', version: '9' }, event: { kind: 'event' } };
  expect(sourceEvent(audit)).toBe(audit);
});

it('takes what the detection engine added away from an alert, and puts back what it wrote over', () => {
  const alert = {
    ...source,
    '@timestamp': '2026-01-01T00:05:00.000Z',
    _index: '.internal.alerts-security.alerts-default-000001',
    _id: 'a',
    event: { category: ['process'], kind: 'signal' },
    'kibana.version': '9.4.0',
    'kibana.space_ids': ['default'],
    'kibana.alert.rule.uuid': 'u',
    'kibana.alert.original_time': '2026-01-01T00:00:00.000Z',
    'kibana.alert.original_event.kind': 'event',
  };
  expect(sourceEvent(alert)).toEqual(source);
});

it('reads nested alerts, and those of a copy with lists', () => {
  const nested = {
    '@timestamp': ['2026-01-01T00:05:00.000Z'],
    'event.kind': ['signal'],
    kibana: {
      version: '9',
      alert: { rule: { uuid: 'u' }, original_time: ['2026-01-01T00:00:00.000Z'] },
      space_id: 'x',
    },
  };
  expect(sourceEvent(nested)).toEqual({
    '@timestamp': '2026-01-01T00:00:00.000Z',
    kibana: { space_id: 'x' },
  });
});

it('reads alerts of older versions', () => {
  const alert = {
    ...source,
    event: { category: ['process'], kind: 'signal' },
    signal: {
      rule: { id: 'r' },
      original_time: source['@timestamp'],
      original_event: { kind: 'event' },
    },
  };
  expect(sourceEvent(alert)).toEqual(source);
});
