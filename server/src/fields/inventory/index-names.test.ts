import { describe, expect, it } from 'vitest';
import { matchOf, patternsOverlap, stableIndexName } from './index-names.js';

describe('stableIndexName', () => {
  it.each([
    ['.ds-logs-endpoint.events.process-default-2026.01.01-000001', 'logs-endpoint.events.process-default'],
    ['west:.ds-logs-a.b-default-2026.01.01-000001', 'logs-a.b-default'],
    ['partial-.ds-logs-a.b-default-2026.01.01-000001', 'logs-a.b-default'],
    ['winlogbeat-8.1.0-2026.01.01-000001', 'winlogbeat-8.1.0-*'],
    ['own-2026.01.01', 'own-*'],
    ['own-2026.01', 'own-*'],
    ['west:own', 'own'],
    ['logs-a.b-default', 'logs-a.b-default'],
    ['x'.repeat(1_000), 'x'.repeat(255)],
  ])('%s', (index, name) => {
    expect(stableIndexName(index)).toBe(name);
  });
});

describe('patternsOverlap', () => {
  it.each([
    ['logs-*', 'logs-a', true],
    ['logs-*', 'logs-*', true],
    ['*', '', true],
    ['*', 'x', true],
    ['logs-a*', 'logs-*b', true],
    ['logs-a', 'logs-b*', false],
    ['*-a', 'x-*', true],
    ['a*b', 'a', false],
    ['a**b', 'ab', true],
    ['logs-endpoint.events.*', 'logs-endpoint.events.process-default', true],
    ['logs-endpoint.events.*', 'logs-*', true],
    ['winlogbeat-*', 'winlogbeat-8.1.0-*', true],
    ['logs', 'logs', true],
  ])('%s and %s: %s', (first, second, overlap) => {
    expect(patternsOverlap(first, second)).toBe(overlap);
    expect(patternsOverlap(second, first)).toBe(overlap);
  });

  it('takes little time for long patterns of stars', () => {
    expect(patternsOverlap('*a'.repeat(10_000), '*b'.repeat(10_000))).toBe(false);
  });
});

describe('matchOf', () => {
  it.each([
    ['logs-*', 'logs-a.b-default', 'index', 'certain'],
    ['*:logs-*', 'logs-a.b-default', 'index', 'certain'],
    ['auditbeat-*', 'logs-a.b-default', 'index', 'no'],
    ['logs-a.*', 'a.b', 'dataset', 'certain'],
    ['logs-c.*', 'a.b', 'dataset', 'no'],
    ['winlogbeat-*', 'a.b', 'dataset', 'possible'],
    ['logs-*', '*', 'any', 'possible'],
  ] as const)('%s reads %s (%s): %s', (pattern, name, kind, match) => {
    expect(matchOf(pattern, name, kind)).toBe(match);
  });
});
