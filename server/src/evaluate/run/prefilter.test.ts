import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eqlConditions, kqlConditions, textValue } from '../../../../test/helpers/arbitrary-conditions.js';
import type { EvaluatedLanguage } from '../plan/planners.js';
import { type PrepareOptions, prepareQuery } from '../prepare/prepare-query.js';
import type { EventObject } from '../values/access.js';
import { createLineFilter } from './prefilter.js';
import { startRule } from './run-rule.js';

/**
 * Returns the strings that a query requires, as `text`, or as `text~` if case-insensitive. Returns undefined
 * if it requires none.
 */
function required(query: string, language: EvaluatedLanguage = 'eql'): string[] | undefined {
  const prepared = prepareQuery(query, language, {});
  if (!prepared.ok) throw new Error(prepared.problems[0]?.message);
  return startRule<number>(prepared).required?.map((one) => `${one.text}${one.caseInsensitive ? '~' : ''}`);
}

describe('texts that an event must contain', () => {
  const table: Readonly<Record<string, readonly string[] | undefined>> = {
    'any where process.name == "cmd.exe"': ['cmd.exe'],
    'any where process.name : "cmd.exe"': ['cmd.exe~'],
    'any where process.name in ("cmd.exe", "bash")': ['cmd.exe', 'bash'],
    'any where process.name == "cmd.exe" and process.pid > 4': ['cmd.exe'],
    'any where process.name == "cmd.exe" or process.args == "run"': ['cmd.exe', 'run'],
    'any where process.name == "cmd.exe" or process.pid > 4': undefined,
    'any where process.name != "cmd.exe"': undefined,
    'any where not process.name : "*cmd*"': undefined,
    'any where length(process.name) > 3': undefined,
    'any where process.command_line : "*abc*defgh?"': ['defgh~'],
    'any where process.command_line like "*C:\\\\temp/xyz*"': ['temp'],
    'any where process.command_line : "*lake*"': ['lake~'],
    'any where startsWith(process.name, "power")': ['power'],
    'any where process.name == "ab"': undefined,
    'any where vendor.code == "4624"': undefined,
    'any where vendor.flag == true': undefined,
    'any where source.ip == "10.0.0.5"': undefined,
    'sequence [any where process.name == "abc"] [any where process.name == "xyz"]': ['abc', 'xyz'],
    'sequence [any where process.name == "abc"] [any where process.name == "xyz"] until [any where true]':
      undefined,
  };
  for (const [query, texts] of Object.entries(table)) {
    test(query, () => expect(required(query)).toEqual(texts));
  }

  const kql: Readonly<Record<string, readonly string[] | undefined>> = {
    'process.name: cmd.exe': ['cmd.exe'],
    'process.name: (cmd.exe or bash*)': ['cmd.exe', 'bash'],
    'process.name: (cmd.exe and bash*)': ['cmd.exe'],
    'process.name: "a?bcd"': ['a?bcd'],
    'process.name: a?*bcd': ['bcd'],
    'process.name: *': undefined,
    'not process.name: cmd.exe': undefined,
    'process.name.caseless: Cmd.exe': ['cmd.exe~'],
    'message: "Hot dogs"': ['dogs~'],
    'message: hot dogs': ['hot~', 'dogs~'],
    'message: *hot*dogs*': ['dogs~'],
    'message: "4624"': undefined,
    'vendor.code: 4624': undefined,
    'vendor.flag: true': undefined,
    'vendor.address: 10.0.0.0/8': undefined,
    'vendor.parts: { kind: abc and not size: xyz }': ['abc'],
    'not vendor.parts: { kind: abc }': undefined,
    abc: undefined,
    'vendor.*: abc': undefined,
  };
  for (const [query, texts] of Object.entries(kql)) {
    test(query, () => expect(required(query, 'kuery')).toEqual(texts));
  }
});

const kqlFields = ['x.y', 'x.z', 'w', 'n', 'w.text', 'n.text', 'x.y.caseless'];

/**
 * Encodes JSON like real encoders: some escape characters unnecessarily, in one of the ways that JSON allows.
 */
function encode(json: string, choices: readonly number[]): string {
  let turn = 0;
  const next = (): number => choices[turn++ % choices.length] ?? 0;
  return json.replace(/\\u....|\\.|[^\\]/gsu, (piece) => {
    if (piece.startsWith('\\')) return piece;
    if (piece === '/' && next() % 3 === 0) return '\\/';
    const odd = /[a-zA-Z0-9<.\u0080-\u{10ffff}]/u.test(piece) && next() % 11 === 0;
    if (!odd) return piece;
    return [...Array(piece.length).keys()]
      .map((at) => `\\u${piece.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join('');
  });
}

/** `n` is a keyword, but documents have numbers in it. */
const fields = { n: 'keyword' };

const event = fc
  .tuple(
    fc.oneof(textValue, fc.array(textValue, { maxLength: 3 })),
    textValue,
    textValue,
    fc.oneof(textValue, fc.constantFrom<unknown>(1000, 1000.5)),
    fc.constantFrom('nested', 'dotted'),
  )
  .map(
    ([y, z, w, n, form]): EventObject =>
      form === 'nested' ? { x: { y, z }, w, n } : { 'x.y': y, x: { z }, w, n },
  );

function encodeTexts(json: string, choices: readonly number[]): string {
  return json.replace(/"(?:\\.|[^"\\])*"/gu, (text) => encode(text, choices));
}

/** Numbers as encoders may write them. */
const numbers: Readonly<Record<string, string>> = { '1000': '1e3', '1000.5': '10005E-1' };

function writeNumbers(json: string): string {
  return json.replace(/(?<=[[:,])1000(?:\.5)?(?=[\],}])/g, (number) => numbers[number] ?? number);
}

/**
 * Asserts that no line that a query's filter rules out contains a matching event. Returns how many lines it
 * rules out.
 */
function checkSound(
  query: string,
  language: EvaluatedLanguage,
  options: PrepareOptions,
  events: readonly EventObject[],
  choices: readonly number[],
): number {
  const prepared = prepareQuery(query, language, options);
  if (!prepared.ok) throw new Error(`${query}: ${prepared.problems[0]?.message}`);
  const filter = createLineFilter([startRule<number>(prepared).required]);
  if (!filter) return 0;
  const lines = events.map((one) => writeNumbers(encodeTexts(JSON.stringify(one), choices)));
  for (const [index, line] of lines.entries()) expect(JSON.parse(line)).toEqual(events[index]);
  filter.begin(Buffer.from(lines.join('\n')));
  let ruledOut = 0;
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const end = start + Buffer.byteLength(line);
    const mayMatch = filter.mayMatch(start, end);
    start = end + 1;
    if (mayMatch) continue;
    ruledOut++;
    const alone = startRule<number>(prepared);
    alone.read(events[index]!, index);
    expect(alone.finish().alerts.length, query).toBe(0);
  }
  return ruledOut;
}

describe('a line that the filter rules out never holds an event that matches', () => {
  const check = (name: string, condition: fc.Arbitrary<string>, language: EvaluatedLanguage): void => {
    test(name, () => {
      let ruledOut = 0;
      fc.assert(
        fc.property(
          condition,
          fc.array(event, { minLength: 1, maxLength: 6 }),
          fc.array(fc.nat(), { minLength: 1 }),
          (query, events, choices) => {
            ruledOut += checkSound(query, language, { fields }, events, choices);
          },
        ),
        { numRuns: 3_000 },
      );
      expect(ruledOut).toBeGreaterThan(100);
    });
  };
  check(
    'EQL',
    eqlConditions(['x.y', 'x.z', 'w', 'n']).map((text) => `any where ${text}`),
    'eql',
  );
  check('KQL', kqlConditions(kqlFields), 'kuery');
});
