import { openYaml } from '../../testing/yaml-values.js';
import { isObject } from '../../text/plain-objects.js';
import { Refusal } from '../refusal.js';
import type { SigmaCorrelation, SigmaHeader, SigmaRule } from '../syntax.js';
import { readCorrelation } from './correlation.js';
import { readDetection } from './detection.js';

/** A document of a file: a rule or correlation, or why it cannot be converted. */
export interface SigmaDocument {
  /** The readable part of the header, for reports. */
  readonly title: string | undefined;
  readonly id: string | undefined;
  readonly content: SigmaRule | SigmaCorrelation | Refusal;
}

/** The content of a file. */
export type SigmaFile =
  | { readonly kind: 'sigma'; readonly documents: readonly SigmaDocument[] }
  /** YAML of another kind. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable'; readonly message: string; readonly line: number };

/** Length limit of a Sigma file. */
const longestText = 4 * 1024 * 1024;

/**
 * Reads a file with one or more rules. Any text is accepted; an error in one document does not affect the
 * others.
 */
export function readSigma(text: string): SigmaFile {
  if (text.length > longestText)
    return { kind: 'unreadable', message: 'the file is too large for a rule', line: 1 };
  const documents: SigmaDocument[] = [];
  let isSigma = false;
  for (const { start, content } of documentsIn(text)) {
    const yaml = openYaml(content);
    const [fault] = yaml.faults;
    if (fault)
      return { kind: 'unreadable', message: fault.message, line: lineAt(text, start + fault.span.start) };
    if (yaml.contents === null) continue;
    const { value, faults } = yaml.valueOf(yaml.contents);
    const [unusable] = faults;
    if (unusable) return { kind: 'unreadable', message: unusable.message, line: lineAt(text, start) };
    if (!isObject(value) || !('detection' in value || 'correlation' in value)) continue;
    isSigma = true;
    documents.push(readDocument(value));
  }
  return isSigma ? { kind: 'sigma', documents } : { kind: 'other' };
}

/** Yields the documents of a file. A line that starts with `---` always ends one. */
function* documentsIn(text: string): Iterable<{ readonly start: number; readonly content: string }> {
  let start = 0;
  for (const marker of text.matchAll(/^---(?=[ \t\r]*(?:#.*)?$)/gm)) {
    yield { start, content: text.slice(start, marker.index) };
    start = marker.index + marker[0].length;
  }
  yield { start, content: text.slice(start) };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function readDocument(value: Record<string, unknown>): SigmaDocument {
  const title = stringOf(value.title);
  const id = stringOf(value.id);
  try {
    if (title === undefined || title.trim() === '') throw new Refusal('invalid', 'the rule has no title');
    return { title, id, content: contentOf(value, headerOf(value, title, id)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { title, id, content: error };
  }
}

function contentOf(value: Record<string, unknown>, header: SigmaHeader): SigmaRule | SigmaCorrelation {
  if ('correlation' in value) return readCorrelation(header, value.correlation, value.generate);
  const { logsource } = value;
  if (!isObject(logsource)) throw new Refusal('invalid', '"logsource" must be a map');
  return {
    kind: 'rule',
    header,
    logsource: {
      product: stringOf(logsource.product),
      category: stringOf(logsource.category),
      service: stringOf(logsource.service),
    },
    detection: readDetection(value.detection),
  };
}

function headerOf(value: Record<string, unknown>, title: string, id: string | undefined): SigmaHeader {
  return {
    title: title.trim(),
    id,
    name: stringOf(value.name),
    status: stringOf(value.status),
    description: stringOf(value.description),
    license: stringOf(value.license),
    author: Array.isArray(value.author) ? stringsOf(value.author).join(', ') : stringOf(value.author),
    references: stringsOf(value.references),
    date: stringOf(value.date),
    modified: stringOf(value.modified),
    tags: stringsOf(value.tags),
    falsePositives: stringsOf(value.falsepositives),
    level: stringOf(value.level),
  };
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function stringsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((one) => stringOf(one) ?? []);
}
