import type { Rule } from './rule.js';

/** The details of a rule that other rules of a workspace need. */
export interface RuleSummary {
  /** The display path. */
  readonly path: string;
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly maturity: string | undefined;
  readonly deprecated: boolean;
}

/** The rules of a workspace as seen from one of them, which is excluded. */
export interface OtherRules {
  withId(id: string): readonly RuleSummary[];
  withName(name: string): readonly RuleSummary[];
  withFileName(name: string): readonly RuleSummary[];
}

/** The rules of a workspace by id, name and file name. Tracks changes of single files. */
export interface RuleIndex {
  /** Adds or removes the rule of a file. `key` identifies the file, such as an absolute path. */
  set(key: string, summary: RuleSummary | undefined): void;
  /** Returns all rules except the one with this key, and rules that `counts` rejects. */
  without(key: string, counts?: (key: string) => boolean): OtherRules;
  /**
   * Returns at most this many rules whose name, id or file name contains the letters of a query in order,
   * best first.
   */
  search(query: string, most: number): readonly FoundRule[];
  all(): Iterable<FoundRule>;
  readonly size: number;
}

/** A rule of the index. */
export interface FoundRule {
  readonly key: string;
  readonly summary: RuleSummary;
}

export function summaryOf(rule: Rule, path: string): RuleSummary {
  const { id, name, maturity, deprecated } = rule;
  return { path, id, name, maturity, deprecated };
}

/** Keys of rules by a shared value. Lists, because most have one key and a set takes ten times the memory. */
type KeysByValue = Map<string, string[]>;

/** Creates an empty index. */
export function createRuleIndex(): RuleIndex {
  const byKey = new Map<string, RuleSummary>();
  const byId: KeysByValue = new Map();
  const byName: KeysByValue = new Map();
  const byFileName: KeysByValue = new Map();
  const lookUp = (map: KeysByValue, value: string, counts: (key: string) => boolean): RuleSummary[] => {
    const found: RuleSummary[] = [];
    for (const key of map.get(value) ?? []) if (counts(key)) found.push(byKey.get(key)!);
    return found;
  };

  return {
    set(key, summary) {
      const known = byKey.get(key);
      if (known) {
        byKey.delete(key);
        removeKey(byId, known.id, key);
        removeKey(byName, known.name, key);
        removeKey(byFileName, fileNameOf(known.path), key);
      }
      if (!summary) return;
      byKey.set(key, summary);
      addKey(byId, summary.id, key);
      addKey(byName, summary.name, key);
      addKey(byFileName, fileNameOf(summary.path), key);
    },
    without(key, counts = () => true) {
      const isOther = (other: string): boolean => other !== key && counts(other);
      return {
        withId: (id) => lookUp(byId, id, isOther),
        withName: (name) => lookUp(byName, name, isOther),
        withFileName: (name) => lookUp(byFileName, name, isOther),
      };
    },
    search(query, most) {
      const wanted = query.toLowerCase().replace(/\s+/g, '');
      const found: (FoundRule & { readonly rank: number })[] = [];
      for (const [key, summary] of byKey) {
        const rank = rankOf(wanted, summary);
        if (rank !== undefined) found.push({ key, summary, rank });
      }
      found.sort((a, b) => a.rank - b.rank || ((a.summary.name ?? '') < (b.summary.name ?? '') ? -1 : 1));
      return found.slice(0, most);
    },
    *all() {
      for (const [key, summary] of byKey) yield { key, summary };
    },
    get size() {
      return byKey.size;
    },
  };
}

function addKey(map: KeysByValue, value: string | undefined, key: string): void {
  if (value === undefined) return;
  const keys = map.get(value);
  if (keys) keys.push(key);
  else map.set(value, [key]);
}

function removeKey(map: KeysByValue, value: string | undefined, key: string): void {
  if (value === undefined) return;
  const left = map.get(value)?.filter((other) => other !== key) ?? [];
  // Otherwise each letter typed in a name would leave a list behind.
  if (left.length > 0) map.set(value, left);
  else map.delete(value);
}

/** Returns the last component of a path with `/`. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Returns how well a rule matches the letters: 0 if they are adjacent in its name, more the further apart.
 * Returns undefined if it does not match.
 */
function rankOf(wanted: string, { name = '', id = '', path }: RuleSummary): number | undefined {
  const texts = [name, fileNameOf(path), id].map((text) => text.toLowerCase().replace(/\s+/g, ''));
  const together = texts.findIndex((text) => text.includes(wanted));
  if (together >= 0) return together;
  const inOrder = texts.findIndex((text) => holdsInOrder(text, wanted));
  return inOrder < 0 ? undefined : texts.length + inOrder;
}

function holdsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
