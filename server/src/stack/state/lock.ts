import { createHash } from 'node:crypto';
import { isObject } from '../../text/plain-objects.js';
import type { StackProfile } from '../profiles/profile.js';

/** The state of a rule when file and Kibana last agreed. */
export interface LockedRule {
  readonly revision: number;
  /** Digest of Kibana's rule, without the keys that files often omit. */
  readonly there: string;
  /** Digests of those keys. */
  readonly kept: Readonly<Record<string, string>>;
  /** Digest of the file. */
  readonly here: string;
  /** Copy of a rule that is being replaced: it was deleted in Kibana, and not yet created again. */
  readonly pending?: string;
}

/** Rules by `rule_id`. */
export type Lock = ReadonlyMap<string, LockedRule>;

/** Parses the lock of a stack. Invalid entries and entries of another stack count as never pulled. */
export function parseLock(text: string, stack: string): Map<string, LockedRule> {
  const lock = new Map<string, LockedRule>();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return lock;
  }
  const { rules, stack: written } = Object(value) as { rules?: unknown; stack?: unknown };
  if (written !== stack) return lock;
  for (const [id, rule] of Object.entries(isObject(rules) ? rules : {})) {
    const { revision, there, kept, here, pending } = Object(rule) as Record<string, unknown>;
    if (
      typeof revision !== 'number' ||
      typeof there !== 'string' ||
      typeof here !== 'string' ||
      !isObject(kept)
    )
      continue;
    const digests = Object.entries(kept).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    lock.set(id, {
      revision,
      there,
      kept: Object.fromEntries(digests),
      here,
      ...(typeof pending === 'string' && { pending }),
    });
  }
  return lock;
}

/** Returns a digest that identifies the stack of a lock: pulls from one stack do not apply to another. */
export function stackDigest({ kibana, space }: StackProfile): string {
  return createHash('sha256')
    .update(JSON.stringify([kibana ?? null, space]))
    .digest('hex');
}

/** Returns the text of a lock, sorted by id, so that two pulls differ only where rules do. */
export function lockText(lock: Lock, stack: string): string {
  const ids = [...lock.keys()].sort();
  const rules = ids.map((id) => `    ${JSON.stringify(id)}: ${JSON.stringify(lock.get(id))}`);
  return `{\n  "version": 1,\n  "stack": "${stack}",\n  "rules": {\n${rules.join(',\n')}${rules.length > 0 ? '\n' : ''}  }\n}\n`;
}
