import { isObject } from '../../text/plain-objects.js';

/** What a rule was when file and Kibana last said the same. */
export interface LockedRule {
  readonly revision: number;
  /** Digest of what Kibana said, without what files are often silent about. */
  readonly there: string;
  /** Digest of the rest. */
  readonly kept: string;
  /** Digest of what the file said. */
  readonly here: string;
}

/** Rules by `rule_id`. */
export type Lock = ReadonlyMap<string, LockedRule>;

/** Reads the text of a lock; what is not understood counts as never pulled. */
export function parseLock(text: string): Map<string, LockedRule> {
  const lock = new Map<string, LockedRule>();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return lock;
  }
  const { rules } = Object(value) as { rules?: unknown };
  for (const [id, rule] of Object.entries(isObject(rules) ? rules : {})) {
    const { revision, there, kept, here } = Object(rule) as Record<string, unknown>;
    if (
      typeof revision === 'number' &&
      typeof there === 'string' &&
      typeof kept === 'string' &&
      typeof here === 'string'
    )
      lock.set(id, { revision, there, kept, here });
  }
  return lock;
}

/** Returns the text of a lock, in the order of ids, so that two pulls differ only where rules do. */
export function lockText(lock: Lock): string {
  const ids = [...lock.keys()].sort();
  const rules = ids.map((id) => `    ${JSON.stringify(id)}: ${JSON.stringify(lock.get(id))}`);
  return `{\n  "version": 1,\n  "rules": {\n${rules.join(',\n')}${rules.length > 0 ? '\n' : ''}  }\n}\n`;
}
