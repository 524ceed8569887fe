import type { EventReference } from '../../../server/src/lsp/messages.js';

/** An event together with the rule that it is looked at with: what the views give to commands. */
export interface EventTarget {
  /** URI of the rule. */
  readonly rule: string;
  readonly event: EventReference;
}

/** The target of a command, when it was called on an event. */
export function asEventTarget(target: unknown): EventTarget | undefined {
  const { rule, event } = (target ?? {}) as Partial<EventTarget>;
  return typeof rule === 'string' && typeof event?.uri === 'string' ? { rule, event } : undefined;
}
