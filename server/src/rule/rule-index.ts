import type { Rule } from './rule.js';

/** What other rules of a workspace need to know of a rule. */
export interface RuleSummary {
  /** As it is shown. */
  readonly path: string;
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly maturity: string | undefined;
  readonly deprecated: boolean;
}

/** The rules of a workspace, seen from one of them, which is left out. */
export interface OtherRules {
  withId(id: string): readonly RuleSummary[];
  withName(name: string): readonly RuleSummary[];
  withFileName(name: string): readonly RuleSummary[];
}

/** The rules of a workspace by id, name and file name. Follows changes of single files. */
export interface RuleIndex {
  /** Takes in the rule of a file, or forgets it. `key` tells files apart, such as an absolute path. */
  set(key: string, summary: RuleSummary | undefined): void;
  /** All rules but the one with this key. */
  without(key: string): OtherRules;
  readonly size: number;
}

export function summaryOf(rule: Rule, path: string): RuleSummary {
  const { id, name, maturity, deprecated } = rule;
  return { path, id, name, maturity, deprecated };
}

/** An empty index. */
export function createRuleIndex(): RuleIndex {
  const byKey = new Map<string, RuleSummary>();
  const byId = new Map<string, Set<string>>();
  const byName = new Map<string, Set<string>>();
  const byFileName = new Map<string, Set<string>>();
  const placesOf = ({ path, id, name }: RuleSummary): [Map<string, Set<string>>, string | undefined][] => [
    [byId, id],
    [byName, name],
    [byFileName, fileNameOf(path)],
  ];
  const lookUp = (map: Map<string, Set<string>>, value: string, without: string): RuleSummary[] =>
    [...(map.get(value) ?? [])].filter((key) => key !== without).map((key) => byKey.get(key)!);

  return {
    set(key, summary) {
      const known = byKey.get(key);
      if (known) {
        byKey.delete(key);
        for (const [map, value] of placesOf(known)) if (value !== undefined) map.get(value)?.delete(key);
      }
      if (!summary) return;
      byKey.set(key, summary);
      for (const [map, value] of placesOf(summary)) {
        if (value === undefined) continue;
        const keys = map.get(value);
        if (keys) keys.add(key);
        else map.set(value, new Set([key]));
      }
    },
    without: (key) => ({
      withId: (id) => lookUp(byId, id, key),
      withName: (name) => lookUp(byName, name, key),
      withFileName: (name) => lookUp(byFileName, name, key),
    }),
    get size() {
      return byKey.size;
    },
  };
}

/** The last name of a path with `/`. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
