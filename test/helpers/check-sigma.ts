import { readRule } from '../../server/src/rule/rule.js';
import type { ConvertOptions } from '../../server/src/sigma/conversion/query.js';
import { createConverter, type SigmaOutcome } from '../../server/src/sigma/convert-sigma.js';
import { readSigma } from '../../server/src/sigma/parse/read-sigma.js';
import { parseToml } from '../../server/src/toml/document.js';

const windows = 'product: windows\n  category: process_creation';

/**
 * Returns a Sigma rule with this detection; every line of `logsource` but the first is indented by two
 * spaces.
 */
export function sigmaRule(detection: string, logsource = windows, header = 'title: One'): string {
  const indented = detection.trim().replace(/^/gm, '  ');
  return `${header}\nlogsource:\n  ${logsource}\ndetection:\n${indented}\n`;
}

/** Converts the documents of a text and returns the outcomes in order. */
export function convertAll(text: string, options: Partial<ConvertOptions> = {}): SigmaOutcome[] {
  const file = readSigma(text);
  if (file.kind !== 'sigma') throw new Error(`not Sigma: ${JSON.stringify(file)}`);
  const converter = createConverter(file.documents, { fields: 'auto', language: undefined, ...options });
  const dates = { creation: '2026/01/01', updated: '2026/01/01' };
  return file.documents.map((document) => converter.convert(document, [], dates));
}

/** Returns the query of a conversion, or `refused: ` with code and reason. */
export function queryOf(outcome: SigmaOutcome): string {
  if (outcome.status === 'refused') return `refused: ${outcome.code}: ${outcome.reason}`;
  if (outcome.status === 'failed') return `failed: ${outcome.reason}`;
  return readRule(parseToml(outcome.text)).query!.text.trim();
}

/**
 * Returns the condition of a detection for processes on Windows, without the conditions of its source.
 * Missing options have their defaults.
 */
export function conditionOf(detection: string, options: Partial<ConvertOptions> = {}): string {
  const head = 'process where host.os.type == "windows" and event.type == "start" and\n';
  const [outcome] = convertAll(sigmaRule(detection), options);
  const query = queryOf(outcome!);
  return query.startsWith(head) ? query.slice(head.length) : query;
}
