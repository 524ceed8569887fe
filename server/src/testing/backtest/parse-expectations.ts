import { isScalar, type Node } from 'yaml';
import type { Problem } from '../../text/problem.js';
import type { Span } from '../../text/span.js';
import {
  checkKeys,
  elementsOf,
  entriesOf,
  nodeSpan,
  problemReporter,
  type ReportProblem,
  textOf,
} from '../yaml-nodes.js';
import { openYaml, type ValuedDocument } from '../yaml-values.js';
import { type Bounds, type UnexpectedPolicy, unexpectedPolicies } from './outcome.js';

/** The number of alerts of a rule in an expectations file. Spans are offsets in its text. */
export interface WrittenExpectation {
  /** The rule, by `rule_id`, name or path. */
  readonly rule: string;
  readonly ruleSpan: Span;
  /** Pattern of the event files; undefined for all of them. */
  readonly file: { readonly pattern: string; readonly span: Span } | undefined;
  readonly bounds: Bounds;
}

/** A parsed expectations file (docs/backtesting.md#expectations). */
export interface ExpectationFile {
  readonly unexpected: UnexpectedPolicy | undefined;
  readonly expectations: readonly WrittenExpectation[];
  readonly problems: readonly Problem[];
}

const fileKeys = ['defaults', 'expectations'];
const defaultKeys = ['unexpected', 'unexpected_detections'];
const boundKeys = ['exactly', 'at_least', 'at_most'] as const;
const expectationKeys = ['rule', 'file', 'corpus', ...boundKeys];

const mostFaults = 100;

/**
 * Parses an expectations file in YAML or JSON. Never throws: anything unusable is a problem with its
 * position.
 */
export function parseExpectations(text: string): ExpectationFile {
  const problems: Problem[] = [];
  const report = problemReporter(problems, text.length, 'expectation-file');
  const document = openYaml(text);
  for (const { span, message } of document.faults.slice(0, mostFaults))
    report(span, `not valid YAML: ${message}`);
  const entries =
    document.contents === null
      ? []
      : (entriesOf(document.contents, 'a file of expectations', document, report) ?? []);
  checkKeys(entries, fileKeys, 'a file of expectations', report);
  let unexpected: UnexpectedPolicy | undefined;
  let expectations: WrittenExpectation[] = [];
  for (const { key, value } of entries) {
    if (key === 'defaults') unexpected = parseDefaults(value, document, report);
    else if (key === 'expectations') expectations = parseList(value, document, report);
  }
  if (problems.length === 0 && !entries.some(({ key }) => key === 'expectations'))
    report(
      { start: 0, end: 0 },
      'the file has no "expectations"',
      'add a list: "expectations:" with "- rule: …" below it',
    );
  return { unexpected, expectations, problems };
}

function parseDefaults(
  node: Node | null,
  document: ValuedDocument,
  report: ReportProblem,
): UnexpectedPolicy | undefined {
  const entries = entriesOf(node, '"defaults"', document, report) ?? [];
  checkKeys(entries, defaultKeys, '"defaults"', report);
  let policy: UnexpectedPolicy | undefined;
  for (const { key, value } of entries) {
    if (!defaultKeys.includes(key)) continue;
    const text = textOf(value, `"${key}"`, report);
    const known = unexpectedPolicies.find((one) => one === text);
    if (text !== undefined && known === undefined)
      report(nodeSpan(value), `"${key}" must be ${unexpectedPolicies.join(', ')}`);
    policy = known ?? policy;
  }
  return policy;
}

function parseList(node: Node | null, document: ValuedDocument, report: ReportProblem): WrittenExpectation[] {
  const elements = elementsOf(node, '"expectations"', document, report) ?? [];
  return elements.flatMap((element) => parseExpectation(element, document, report) ?? []);
}

/** Parses an expectation. Reports a problem and returns undefined if it is unusable. */
function parseExpectation(
  element: Node,
  document: ValuedDocument,
  report: ReportProblem,
): WrittenExpectation | undefined {
  const entries = entriesOf(element, 'an expectation', document, report);
  if (!entries) return undefined;
  checkKeys(entries, expectationKeys, 'an expectation', report);
  const start = entries[0]?.keySpan ?? nodeSpan(element);
  const rule = entries.find(({ key }) => key === 'rule');
  const name = rule && textOf(rule.value, '"rule"', report);
  if (!rule)
    report(start, 'the expectation has no rule', 'add "rule:" with the rule_id, the name or the path');
  const [file, ...others] = entries.filter(({ key }) => key === 'file' || key === 'corpus');
  for (const { key, keySpan } of others)
    report(keySpan, `an expectation has either "${file!.key}" or "${key}"`, 'remove one of them');
  const pattern = file && textOf(file.value, `"${file.key}"`, report);
  const bounds: { -readonly [key in keyof Bounds]: Bounds[key] } = {};
  let isWrong = false;
  for (const key of boundKeys) {
    const entry = entries.find((one) => one.key === key);
    if (!entry) continue;
    const count = countOf(entry.value);
    if (count === undefined) report(nodeSpan(entry.value), `"${key}" must be a whole number from 0`);
    else bounds[key] = count;
    isWrong ||= count === undefined;
  }
  const fault = isWrong ? undefined : faultOf(bounds);
  if (fault !== undefined) report(start, fault);
  if (name === undefined || isWrong || fault !== undefined || (file && pattern === undefined))
    return undefined;
  return {
    rule: name,
    ruleSpan: nodeSpan(rule?.value),
    file: pattern === undefined ? undefined : { pattern, span: nodeSpan(file?.value) },
    bounds,
  };
}

function countOf(node: Node | null): number | undefined {
  const value = isScalar(node) ? node.value : undefined;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Returns why an expectation's bounds are contradictory. */
function faultOf({ exactly, at_least: least, at_most: most }: Bounds): string | undefined {
  if (exactly === undefined && least === undefined && most === undefined)
    return 'the expectation has no number: add "exactly", "at_least" or "at_most"';
  if (exactly !== undefined && (least !== undefined || most !== undefined))
    return '"exactly" cannot be combined with "at_least" or "at_most"';
  if (least !== undefined && most !== undefined && least > most)
    return `"at_least" (${least}) is greater than "at_most" (${most})`;
  return undefined;
}
