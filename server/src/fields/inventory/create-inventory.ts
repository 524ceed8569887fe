import { remember } from '../../text/remember.js';
import { parentNames } from '../parent-names.js';
import { matchOf } from './index-names.js';
import type { FieldFacts, LearnedField, LearnedSource } from './inventory.js';
import { mergeFacts } from './merge-facts.js';

/** The part of an inventory that a rule's index patterns read. */
export interface InventoryView {
  /** Sources that the rule certainly reads. */
  readonly certain: readonly LearnedSource[];
  /** Sources that it may read, because their indices are unknown. */
  readonly possible: readonly LearnedSource[];
  /** Number of documents in the certain ones. */
  readonly documents: number;
  /** Returns facts from the certain sources, or undefined for a field that none of them has. */
  facts(field: string): FieldFacts | undefined;
  /** Returns the same from all sources that the rule may read, certain ones first. */
  anyFacts(field: string): FieldFacts | undefined;
}

/** The fields learned from a project's indices. Immutable. */
export interface Inventory {
  readonly sources: readonly LearnedSource[];
  /** Returns the first description of a field in any source, preferring those with a mapping. */
  field(name: string): LearnedField | undefined;
  /** Returns whether a name is a field, or an object that contains fields. */
  knows(name: string): boolean;
  /** Returns the names of all fields, in alphabetical order. */
  names(): readonly string[];
  /** Returns what a rule with these index patterns can see. A pattern with a leading `-` excludes. */
  view(patterns: readonly string[]): InventoryView;
}

/** Creates an inventory over sources. Everything is computed on demand. */
export function createInventory(sources: readonly LearnedSource[]): Inventory {
  let fields: Map<string, LearnedField> | undefined;
  let names: readonly string[] | undefined;
  let holders: Set<string> | undefined;
  const views = new Map<string, InventoryView>();
  const all = (): Map<string, LearnedField> => {
    fields ??= fieldsOf(sources);
    return fields;
  };
  return {
    sources,
    field: (name) => all().get(name),
    knows(name) {
      holders ??= new Set([...all().keys()].flatMap((field) => [...parentNames(field)]));
      return all().has(name) || holders.has(name);
    },
    names() {
      names ??= [...all().keys()].sort();
      return names;
    },
    view(patterns) {
      const key = patterns.join('\n');
      let view = views.get(key);
      if (!view) {
        // While someone types an index pattern, each keystroke requests another view.
        if (views.size >= mostViews) views.clear();
        view = createView(sources, patterns);
        views.set(key, view);
      }
      return view;
    },
  };
}

const mostViews = 1_000;

function fieldsOf(sources: readonly LearnedSource[]): Map<string, LearnedField> {
  const fields = new Map<string, LearnedField>();
  for (const source of sources)
    for (const [name, field] of source.fields) {
      const known = fields.get(name);
      if (!known || (field.mapped && !known.mapped)) fields.set(name, field);
    }
  return fields;
}

function createView(sources: readonly LearnedSource[], patterns: readonly string[]): InventoryView {
  const certain: LearnedSource[] = [];
  const possible: LearnedSource[] = [];
  const excluded = patterns.filter((pattern) => pattern.startsWith('-')).map((pattern) => pattern.slice(1));
  const included = patterns.filter((pattern) => !pattern.startsWith('-'));
  for (const source of sources) {
    const matches = (pattern: string) => matchOf(pattern, source.name, source.kind);
    const found = new Set(included.map(matches));
    if (!found.has('certain') && !found.has('possible')) continue;
    const isExcluded = excluded.some((pattern) => matches(pattern) !== 'no');
    (found.has('certain') && !isExcluded ? certain : possible).push(source);
  }
  const either = [...certain, ...possible];
  return {
    certain,
    possible,
    documents: certain.reduce((sum, { documents = 0 }) => sum + documents, 0),
    facts: remember((field) => mergeFacts(field, certain)),
    anyFacts: remember((field) => mergeFacts(field, either)),
  };
}
