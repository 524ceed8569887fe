import { remember } from '../../text/remember.js';
import { parentNames } from '../parent-names.js';
import { matchOf } from './index-names.js';
import type { FieldFacts, LearnedField, LearnedSource } from './inventory.js';
import { mergeFacts } from './merge-facts.js';

/** The part of an inventory that the index patterns of a rule read. */
export interface InventoryView {
  /** Sources that the rule certainly reads. */
  readonly certain: readonly LearnedSource[];
  /** Sources that it may read: it is not known which indices they are in. */
  readonly possible: readonly LearnedSource[];
  /** Number of documents in the certain ones. */
  readonly documents: number;
  /** Facts over the certain sources; undefined for a field that none of them has. */
  facts(field: string): FieldFacts | undefined;
  /** The same over all sources that the rule may read, the certain ones first. */
  anyFacts(field: string): FieldFacts | undefined;
}

/** What was learned of the indices of a project. Immutable. */
export interface Inventory {
  readonly sources: readonly LearnedSource[];
  /** The first description of a field that has one, of any source: those with a mapping first. */
  field(name: string): LearnedField | undefined;
  /** Whether a name is that of a field, or of an object that holds fields. */
  knows(name: string): boolean;
  /** Names of all fields, in alphabetical order. */
  names(): readonly string[];
  /** What a rule with these index patterns can see. A pattern with `-` before it excludes. */
  view(patterns: readonly string[]): InventoryView;
}

/** Creates an inventory over sources. Nothing is worked out before it is asked for. */
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
        // While someone types an index pattern, each keystroke asks for another view.
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
