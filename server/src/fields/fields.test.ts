import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCatalogue } from './create-catalogue.js';
import { dateReader, isDateConstant } from './dates.js';
import { loadEcsCatalogue } from './ecs.js';
import { toFieldMapping } from './field-type.js';
import { unknownFieldVerdict } from './unknown-field.js';

const ecs = loadEcsCatalogue();

describe('the ECS catalogue', () => {
  test.each([
    ['process.name', 'keyword', false],
    ['process.args', 'keyword', true],
    ['process.name.text', 'match_only_text', false],
    ['source.ip', 'ip', false],
    ['@timestamp', 'date', false],
    ['process.pid', 'long', false],
    ['process', 'object', false],
    ['container.labels', 'object', false],
    ['process.io.bytes_skipped', 'object', true],
  ])('%s is %s', (name, type, array) => {
    expect(ecs.get(name)).toMatchObject({ name, mapping: { type }, array });
  });

  test('a multi-field names its field, and the limits of keywords are kept', () => {
    expect(ecs.get('process.name.text')?.multiFieldOf).toBe('process.name');
    expect(ecs.get('process.name')?.mapping.ignoreAbove).toBe(1024);
    expect(ecs.get('process.name')?.short).toBe('Process name.');
  });

  test('names are in order, without objects', () => {
    const names = ecs.names();
    expect([...names].sort()).toEqual(names);
    expect(names).toContain('process.name.text');
    expect(names).not.toContain('process');
    expect(names.length).toBeGreaterThan(2_600);
  });

  test.each([
    ['event.category', 'closed', ['process', 'file', 'network_traffic']],
    ['event.outcome', 'closed', ['success', 'failure', 'unknown', 'Success']],
    ['host.os.type', 'open', ['linux', 'windows', 'macos']],
    ['network.direction', 'open', ['ingress', 'incoming']],
    ['process.entry_leader.entry_meta.type', 'open', ['init', 'sshd', 'container', 'unknown']],
  ])('%s has a list that is %s', (name, kind, values) => {
    const list = ecs.get(name)?.values;
    expect(list?.kind).toBe(kind);
    expect(list?.values.map(({ value }) => value)).toEqual(expect.arrayContaining(values));
  });
});

describe('unknown names', () => {
  test.each([
    ['process.name', 'known'],
    ['process', 'known'],
    ['container.labels.app', 'known'],
    ['process.*', 'known'],
    ['process.nam', 'typo', 'process.name'],
    ['proces.name', 'typo', 'process.name'],
    ['Process.Name', 'typo', 'process.name'],
    ['porcess.name', 'typo', 'process.name'],
    ['evnt.catgory', 'typo', 'event.category'],
    ['winlog.event_data.ShareName', 'unknown'],
    ['o365.audit.Operation', 'unknown'],
    ['process.ppid', 'known'],
  ])('%s: %s', (name, kind, suggestion?: string) => {
    const verdict = unknownFieldVerdict(name, ecs);
    expect(verdict.kind).toBe(kind);
    if (suggestion) expect(verdict).toHaveProperty('suggestions.0', suggestion);
  });

  test('one edit of a known name is always noticed, unless it gives another known name', () => {
    const edit = fc.constantFrom('drop', 'double', 'replace', 'swap');
    fc.assert(
      fc.property(fc.constantFrom(...ecs.names()), fc.nat(), edit, (name, at, kind) => {
        const index = at % name.length;
        const [before, letter, after] = [name.slice(0, index), name[index]!, name.slice(index + 1)];
        const edited = {
          drop: before + after,
          double: before + letter + letter + after,
          replace: `${before}q${after}`,
          swap: before + after.slice(0, 1) + letter + after.slice(1),
        }[kind];
        expect(edited === name || unknownFieldVerdict(edited, ecs).kind !== 'unknown').toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('in a complete catalogue every unknown name is wrong; * segments and flattened parents hold anything', () => {
    const types: Record<string, string> = { 'a.*.b': 'keyword', 'flat.here': 'flattened' };
    const complete = createCatalogue({
      names: Object.keys(types).sort(),
      describe: (name) => ({
        name,
        mapping: toFieldMapping(types[name]!),
        short: '',
        array: false,
        source: 'test',
      }),
      complete: true,
      source: 'test',
    });
    expect(unknownFieldVerdict('a.0.b', complete).kind).toBe('known');
    expect(unknownFieldVerdict('flat.here.and.below', complete).kind).toBe('known');
    expect(unknownFieldVerdict('something.else', complete)).toEqual({ kind: 'typo', suggestions: [] });
  });
});

test('ECS says what is not indexed', () => {
  expect(ecs.get('event.original')?.mapping).toEqual({ type: 'keyword', indexed: false });
  expect(ecs.get('tls.client.x509.public_key_exponent')?.mapping).toEqual({ type: 'long', indexed: false });
  expect(ecs.get('user_agent.original')?.mapping.indexed).toBeUndefined();
});

describe('dates that queries write', () => {
  const odd = '2026-1-1|2026-01-01 00:00:00|2026-01-01T0:00|2026-01-1T00:00:00Z| 2026-01-01'.split('|');
  test.each(odd)('%j is read in a document only', (text) => {
    expect(dateReader()(text)).toBeDefined();
    expect(isDateConstant(text, undefined)).toBe(false);
  });

  const fine = [
    '2026',
    '2026-01',
    '2026-01-01T',
    '2026-01-01T00',
    '2026-01-01T00:00:00,5+01:00',
    '1767225600000',
  ];
  test.each([...fine, 'now-1d/d', '2026-01-01||/M'])('%j', (text) => {
    expect(isDateConstant(text, undefined)).toBe(true);
  });

  test.each<[string, string, boolean]>([
    ['dd/MM/yyyy', '31/01/2026', true],
    ['dd/MM/yyyy', '2026-01', false],
    ['dd/MM/yyyy', '1/1/2026', false],
    ['dd/MM/yyyy||epoch_second', '17', true],
    ['d/M/yyyy', '1/1/2026', true],
    ['date_optional_time', '2026-1-1', true],
    ['date_optional_time', '2026-01-01 00:00', false],
    // Such formats are not supported.
    ['EEE, d MMM yyyy', 'Thu, 1 Jan 2026', true],
    ['basic_date', '20260101', true],
    ['basic_date', 'any', true],
  ])('in the format %j: %j', (format, text, expected) => {
    expect(isDateConstant(text, format)).toBe(expected);
  });
});
