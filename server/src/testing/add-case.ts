import { isMap, isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml';
import type { EventObject } from '../evaluate/values/access.js';
import type { TextEdit } from '../text/edits.js';
import { failure, type Result } from '../text/result.js';
import { parseTestFile } from './parse-test-file.js';

/** A case to write. */
export interface WrittenCase {
  readonly name: string;
  readonly events: readonly EventObject[];
  readonly expect: 'alert' | 'no alert' | number;
  /** The data that the rule uses besides the events; anomalies replace events. */
  readonly history?: readonly EventObject[];
  readonly indicators?: readonly EventObject[];
  readonly anomalies?: readonly EventObject[];
  readonly exceptions?: readonly EventObject[];
}

/** The edit that adds a case, and the case's final name. */
interface AddedCase {
  readonly edit: TextEdit;
  readonly name: string;
}

/**
 * Returns the edit that adds a case at the end of a test file, in the style of its list; everything else is
 * unchanged. The name is changed if another case has it. For an empty text, the edit creates the file. The
 * error says why a case cannot be added.
 */
export function addCase(text: string, added: WrittenCase): Result<AddedCase> {
  const name = freeName(
    added.name,
    parseTestFile(text).cases.map((one) => one.name),
  );
  const one: WrittenCase = { ...added, name };
  const at: At = (offset, written) => ({
    ok: true,
    name,
    edit: { span: { start: offset, end: offset }, text: written },
  });
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) return failure('the test file is not valid YAML; fix it first');
  const root = document.contents;
  if (root === null) return at(text.length, `${lineBreakBefore(text)}tests:\n${blockItem(one, '  ')}\n`);
  if (!isMap(root)) return failure('the test file is not a map of keys and values; fix it first');
  const tests = root.get('tests', true);
  if (tests === undefined && !root.flow)
    return at(text.length, `${lineBreakBefore(text)}tests:\n${blockItem(one, '  ')}\n`);
  if (!isSeq(tests) || !tests.range) return failure('"tests" is not a list of cases; fix it first');
  return tests.flow ? intoFlow(text, tests, one, at) : intoBlock(text, tests, one, at);
}

type At = (offset: number, written: string) => { readonly ok: true } & AddedCase;

function intoBlock(text: string, tests: YAMLSeq, one: WrittenCase, at: At): ReturnType<At> {
  const [start, end] = tests.range!;
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
  // A comment after the last value stays after it.
  const lastLine = text.indexOf('\n', text.slice(0, end).trimEnd().length);
  const place = lastLine < 0 ? text.length : lastLine;
  return at(place, `\n${blockItem(one, indent)}${lastLine < 0 ? '\n' : ''}`);
}

function intoFlow(text: string, tests: YAMLSeq, one: WrittenCase, at: At): ReturnType<At> {
  const [start, end] = tests.range!;
  const last = tests.items.at(-1) as { readonly range?: readonly number[] } | undefined;
  const behind = last?.range?.[1] ?? start + 1;
  const lines = text.slice(start, end).includes('\n');
  const own = text.lastIndexOf('\n', (last?.range?.[0] ?? start) - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(own))?.[0] ?? '';
  const written = lines ? JSON.stringify(one, null, 2).replaceAll('\n', `\n${indent}`) : JSON.stringify(one);
  const separator = last === undefined ? '' : lines ? `,\n${indent}` : ', ';
  return at(behind, separator + written);
}

/** Returns a name that no other case has. */
function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number++) name = `${wanted} (${number})`;
  return name;
}

const widest = 100;

/** Returns a list element in block style. Short events take one line. */
function blockItem({ name, events, expect, ...beside }: WrittenCase, indent: string): string {
  const { history, indicators, anomalies, exceptions } = beside;
  const lines = [
    `- name: ${oneLine(name)}`,
    ...(history ? ['  history:', ...history.flatMap(blockEvent)] : []),
    ...(indicators ? ['  indicators:', ...indicators.flatMap(blockEvent)] : []),
    ...(exceptions ? ['  exceptions:', ...exceptions.flatMap(blockEvent)] : []),
    ...(anomalies
      ? ['  anomalies:', ...anomalies.flatMap(blockEvent)]
      : ['  events:', ...events.flatMap(blockEvent)]),
    `  expect: ${expect}`,
  ];
  return lines.map((line) => (line === '' ? line : indent + line)).join('\n');
}

function blockEvent(event: EventObject): readonly string[] {
  const short = `    - ${oneLine(event)}`;
  if (short.length <= widest || hasMergeKey(event)) return [short];
  const long = withoutLastBreak(stringify(event, { lineWidth: 0, version: '1.2' })).split('\n');
  return long.map((line, index) => (line === '' ? line : `${index === 0 ? '    - ' : '      '}${line}`));
}

function oneLine(value: unknown): string {
  const written = withoutLastBreak(
    stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }),
  );
  // Some strings with line breaks are still written over several lines. JSON never is, and it is valid YAML.
  return written.includes('\n') || hasMergeKey(value) ? JSON.stringify(value) : written;
}

/**
 * Removes the line break at the end. Whitespace before it, such as a no-break space, can belong to a value.
 */
function withoutLastBreak(written: string): string {
  return written.endsWith('\n') ? written.slice(0, -1) : written;
}

/**
 * Returns whether there may be a key that YAML reads as a merge key unless it is in quotes, which `stringify`
 * does not write.
 */
function hasMergeKey(value: unknown): boolean {
  return JSON.stringify(value).includes('"<<"');
}

function lineBreakBefore(text: string): string {
  return text === '' || text.endsWith('\n') ? '' : '\n';
}
