import type { EventReference } from '../../../server/src/lsp/messages.js';

/** An event and the rule to explain it with, which the views pass to commands. */
export interface EventTarget {
  /** The rule's URI. */
  readonly rule: string;
  readonly event: EventReference;
}

/** Returns the target of a command, if it was called on an event. */
export function asEventTarget(target: unknown): EventTarget | undefined {
  const { rule, event } = (target ?? {}) as Partial<EventTarget>;
  return typeof rule === 'string' && typeof event?.uri === 'string' ? { rule, event } : undefined;
}
