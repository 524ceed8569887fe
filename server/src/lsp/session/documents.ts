import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../analysis/analysis.js';
import type { Inventory } from '../../fields/inventory/create-inventory.js';
import { once } from '../../text/once.js';
import type { Span } from '../../text/span.js';
import type { WireRange } from '../messages.js';
import { analyseRule } from './analyse-rule.js';
import { type DocumentKind, hasRuleTable, type Place, recognise } from './recognise.js';
import type { Surroundings } from './surroundings.js';
import { keyOfUri, pathOfUri } from './uris.js';

/** One version of an open document. Everything derived from it is computed once, on demand. */
export interface OpenDocument {
  readonly uri: string;
  /** Undefined for a document that is not a file. */
  readonly path: string | undefined;
  /** Identifies the document regardless of the spelling of its URI. */
  readonly key: string;
  readonly version: number;
  readonly text: string;
  /**
   * Returns the kind of document. Not cached, because settings and the user can change it while the text
   * stays the same.
   */
  kind(): DocumentKind;
  /** Returns the analysis of a rule. */
  analysis(): Analysis;
  offsetAt(position: { line: number; character: number }): number;
  rangeOf(span: Span): WireRange;
  spanOf(range: WireRange): Span;
  /** Returns the next version, after incremental changes. */
  changed(changes: TextDocumentContentChangeEvent[], version: number): OpenDocument;
}

/** Opens a document; `around` is called each time, so that new settings apply at once. */
export function openDocument(
  uri: string,
  languageId: string,
  version: number,
  text: string,
  around: () => Surroundings,
): OpenDocument {
  const place = { uri, path: pathOfUri(uri), key: keyOfUri(uri) };
  return wrap(TextDocument.create(uri, languageId, version, text), place, around);
}

function wrap(document: TextDocument, place: Place, around: () => Surroundings): OpenDocument {
  const { version } = document;
  const text = document.getText();
  const isRuleText = once(() => hasRuleTable(text));
  const analysis = currentAnalysis(text, place, around);
  return {
    ...place,
    version,
    text,
    kind: () => recognise(place, isRuleText, around()),
    analysis,
    offsetAt: (position) => document.offsetAt(position),
    rangeOf: ({ start, end }) => ({ start: document.positionAt(start), end: document.positionAt(end) }),
    spanOf: ({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }),
    changed: (changes, next) => wrap(TextDocument.update(document, changes, next), place, around),
  };
}

/**
 * Returns the analysis of a text, recomputed when other fields were learned because they determine types and
 * names.
 */
function currentAnalysis(text: string, place: Place, around: () => Surroundings): () => Analysis {
  let known: { readonly inventory: Inventory | undefined; readonly analysis: Analysis } | undefined;
  return () => {
    const { path } = place;
    const inventory = path === undefined ? undefined : around().inventories.of(path);
    if (!known || known.inventory !== inventory)
      known = { inventory, analysis: analyseRule(text, place, around()) };
    return known.analysis;
  };
}
