import { isMap, isScalar, type Node } from 'yaml';
import { checkException, nameOfException } from '../evaluate/filters/check-exception.js';
import type { EventObject } from '../evaluate/values/access.js';
import { readIsoDate } from '../fields/dates.js';
import type { Problem } from '../text/problem.js';
import type { Span } from '../text/span.js';
import { impossibleEvent, parseExpectation } from './parse-expectation.js';
import { defaultNow, type TestCase, type TestEvent, type TestFile, type TestTable } from './test-file.js';
import type { YamlFault } from './yaml-document.js';
import {
  checkKeys,
  elementsOf,
  entriesOf,
  type MapEntry,
  nodeAt,
  nodeSpan,
  plainValue,
  problemReporter,
  type ReportProblem,
  textOf,
} from './yaml-nodes.js';
import { openYaml, type ValuedDocument } from './yaml-values.js';

const fileKeys = ['tests', 'rule', 'now', 'defaults'];
const caseKeys = [
  'name',
  'events',
  'events_from',
  'expect',
  'todo',
  'history',
  'indicators',
  'anomalies',
  'exceptions',
  'tables',
  'answers',
];

/** Limit of syntax errors: more add no information. */
const mostFaults = 100;

/** Keys that can contain a case's events; each case has one of these. */
const eventKeys = ['events', 'events_from', 'anomalies'];

/** Parses a test file in YAML or JSON. Never throws: anything unusable is a problem with its position. */
export function parseTestFile(text: string): TestFile {
  const problems: Problem[] = [];
  const report = problemReporter(problems, text.length);
  const document = openYaml(text);
  for (const fault of document.faults.slice(0, mostFaults)) reportSyntax(fault, text, report);

  let now = defaultNow;
  let defaults: EventObject = {};
  let rule: TestFile['rule'];
  let cases: TestCase[] = [];
  let fault: Problem | undefined;
  const entries =
    document.contents === null ? [] : (entriesOf(document.contents, 'a test file', document, report) ?? []);
  checkKeys(entries, fileKeys, 'a test file', report);
  for (const { key, value } of entries) {
    const first = problems.length;
    if (key === 'now') now = parseNow(value, report) ?? now;
    else if (key === 'defaults') defaults = toEvent(value, 'defaults', document, report) ?? {};
    if (key === 'now' || key === 'defaults') fault ??= problems[first];
    if (key === 'rule') {
      const path = textOf(value, '"rule"', report);
      rule = path === undefined ? undefined : { path, span: nodeSpan(value) };
    } else if (key === 'tests') cases = parseCases(value, document, problems, report);
  }
  if (problems.length === 0 && !entries.some((entry) => entry.key === 'tests')) {
    report(
      { start: 0, end: 0 },
      'the file has no "tests"',
      'add a list of cases: "tests:" with "- name: …" below it',
    );
  }
  return { rule, now, defaults, cases, fault, problems };
}

function reportSyntax({ span, message }: YamlFault, text: string, report: ReportProblem): void {
  const { start } = span;
  const unquoted = /@timestamp|@[\w.]+/y;
  unquoted.lastIndex = start;
  const key = unquoted.exec(text)?.[0];
  if (key !== undefined) {
    const unquotedSpan = { start, end: start + key.length };
    const fix = { title: `Quote ${key}`, edits: [{ span: unquotedSpan, text: `"${key}"` }] };
    report(
      unquotedSpan,
      `${key} must be quoted: YAML reserves names that start with @`,
      `write "${key}"`,
      fix,
    );
    return;
  }
  report(span, `not valid YAML: ${message}`);
}

function parseNow(node: Node | null, report: ReportProblem): string | undefined {
  const text = textOf(node, '"now"', report);
  if (text === undefined || readIsoDate(text)) return text;
  report(nodeSpan(node), `"${text}" is not a time`, `write ISO 8601, such as ${defaultNow}`);
  return undefined;
}

/** Returns a map as an event. Reports a problem and returns undefined if the node is not a map. */
function toEvent(
  node: Node | null,
  what: string,
  document: ValuedDocument,
  report: ReportProblem,
): EventObject | undefined {
  if (!isMap(node)) {
    report(nodeSpan(node), `${what} must be a map of fields and values`);
    return undefined;
  }
  return plainValue(node, document, report) as EventObject | undefined;
}

function parseCases(
  node: Node | null,
  document: ValuedDocument,
  problems: readonly Problem[],
  report: ReportProblem,
): TestCase[] {
  const elements = elementsOf(node, '"tests"', document, report) ?? [];
  const names = new Map<string, Span>();
  return elements.flatMap((element) => {
    const entries = entriesOf(element, 'a case', document, report);
    if (!entries) return [];
    const one = parseCase(element, entries, document, problems, report);
    if (one && names.has(one.name))
      report(one.nameSpan, `duplicate case name "${one.name}"`, 'give each case a unique name');
    if (one) names.set(one.name, one.nameSpan);
    return one ? [one] : [];
  });
}

function parseCase(
  element: Node,
  entries: readonly MapEntry[],
  document: ValuedDocument,
  problems: readonly Problem[],
  report: ReportProblem,
): TestCase | undefined {
  checkKeys(entries, caseKeys, 'a case', report);
  const find = (key: string): MapEntry | undefined => entries.find((entry) => entry.key === key);
  const span = nodeSpan(element);
  const start: Span = entries[0]?.keySpan ?? span;
  const name = find('name');
  const nameText = name ? textOf(name.value, '"name"', report) : undefined;
  if (!name) report(start, 'the case has no name', 'add "name: …"');

  // Problems from here on are about the inputs of the case.
  const first = problems.length;
  const eventsFrom = find('events_from');
  const [source, ...others] = eventKeys.map(find).filter((entry) => entry !== undefined);
  if (!source)
    report(start, 'the case has no events', 'add "events:" with a list, or "events_from:" with a file');
  for (const { keySpan, key } of others)
    report(keySpan, `a case has either "${source!.key}" or "${key}"`, 'remove one of them');
  const documents = (key: DocumentKey): TestEvent[] | undefined => {
    const entry = find(key);
    return entry && parseEvents(entry, document, report);
  };
  const path = eventsFrom ? textOf(eventsFrom.value, '"events_from"', report) : undefined;
  const given = {
    events: documents('events') ?? [],
    eventsFrom: path === undefined ? undefined : { path, span: nodeSpan(eventsFrom?.value) },
    history: documents('history'),
    indicators: documents('indicators'),
    anomalies: documents('anomalies'),
    exceptions: documents('exceptions'),
    tables: parseTables(find('tables')?.value, document, report),
    answers: parseAnswers(find('answers')?.value, document, report),
  };
  const fault = problems[first];

  const expect = find('expect');
  if (!expect) report(start, 'missing "expect"', 'add "expect: alert" or "expect: no alert"');
  const expectation = expect && parseExpectation(expect.value, document, report);
  const todo = find('todo');
  if (!expectation) return undefined;
  if (source && !eventsFrom && !fault) {
    const impossible = impossibleEvent(expectation, (given.anomalies ?? given.events).length);
    const { places, span: whole } = expectation;
    if (impossible !== undefined) report(places?.events ?? places?.alerts ?? whole, impossible);
  }
  return {
    name: nameText ?? 'unnamed',
    span,
    nameSpan: name ? nodeSpan(name.value) : start,
    ...given,
    expect: expectation,
    fault,
    todo: todo && parseTodo(todo.value, report),
  };
}

/** Parses the tables of a case: each is a list of documents, or the path of a file. */
function parseTables(
  node: Node | null | undefined,
  document: ValuedDocument,
  report: ReportProblem,
): TestTable[] {
  if (node === undefined) return [];
  return (entriesOf(node, '"tables"', document, report) ?? []).map((entry): TestTable => {
    const { key: name, value } = entry;
    if (!isScalar(value))
      return { name, rows: parseDocuments(value, `"${name}"`, 'a row', document, report), from: undefined };
    const path = textOf(value, `"${name}"`, report);
    return { name, rows: [], from: path === undefined ? undefined : { path, span: nodeSpan(value) } };
  });
}

/** Parses the answers of a language model: a string, or a list of strings. */
function parseAnswers(
  node: Node | null | undefined,
  document: ValuedDocument,
  report: ReportProblem,
): TestCase['answers'] {
  if (node === undefined) return undefined;
  if (isScalar(node)) return textOf(node, '"answers"', report);
  const elements = elementsOf(node, '"answers"', document, report) ?? [];
  return elements.flatMap((element) => textOf(element, 'an answer', report) ?? []);
}

/** Parses why a case may fail: a string, or `true` without a reason. */
function parseTodo(node: Node | null, report: ReportProblem): string | undefined {
  if (isScalar(node) && typeof node.value === 'boolean') return node.value ? 'to do' : undefined;
  return textOf(node, '"todo"', report);
}

/** Names of the elements in a list of documents. */
const documentNames = {
  events: 'an event',
  history: 'an event of the history',
  indicators: 'an indicator',
  anomalies: 'an anomaly',
  exceptions: 'an exception',
} as const;

type DocumentKey = keyof typeof documentNames;

function parseEvents({ key, value }: MapEntry, document: ValuedDocument, report: ReportProblem): TestEvent[] {
  const what = documentNames[key as DocumentKey];
  return parseDocuments(value, `"${key}"`, what, document, report, (element, event, index) => {
    if (key === 'exceptions') reportException(element, event, index, document, report);
  });
}

/** Parses the maps of a list as documents. */
function parseDocuments(
  list: Node | null,
  name: string,
  what: string,
  document: ValuedDocument,
  report: ReportProblem,
  check: (element: Node, event: EventObject, index: number) => void = () => {},
): TestEvent[] {
  const elements = elementsOf(list, name, document, report) ?? [];
  return elements.flatMap((element, index) => {
    const event = toEvent(element, what, document, report);
    if (event) check(element, event, index);
    return event ? [{ event, span: nodeSpan(element) }] : [];
  });
}

/** Reports the problems of an exception, each at its position. */
function reportException(
  element: Node,
  item: EventObject,
  index: number,
  document: ValuedDocument,
  report: ReportProblem,
): void {
  for (const { message, at } of checkException(item))
    report(nodeSpan(nodeAt(element, at, document)), `${nameOfException(item, index)} ${message}`);
}
