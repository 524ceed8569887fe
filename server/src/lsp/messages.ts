/**
 * The requests that the Language Server Protocol does not define, between our own client and server. Types
 * only, so that the client can import this file without server code. Lines and characters are zero-based, as
 * in LSP; `uri` is a document URI.
 */

import type { EventRequests } from './messages/events.js';
import type { RepositoryRequests } from './messages/repository.js';
import type { RuleRequests } from './messages/rules.js';
import type { StackRequests } from './messages/stack.js';
import type { TestRequests } from './messages/tests.js';
import type { ViewRequests } from './messages/views.js';

export type * from './messages/event-source.js';
export type * from './messages/events.js';
export type * from './messages/repository.js';
export type * from './messages/rules.js';
export type * from './messages/stack.js';
export type * from './messages/tests.js';
export type * from './messages/views.js';
export type * from './messages/wire.js';

/** All custom requests: the method, its parameters and its result. */
export interface Requests
  extends RuleRequests,
    TestRequests,
    EventRequests,
    ViewRequests,
    RepositoryRequests,
    StackRequests {}

/** All custom notifications. */
export interface Notifications {
  /** The user declared this document a rule, whatever its content. */
  'rulewright/treatAsRule': { readonly uri: string };
  /** In a browser, where the server has no disk: the contents of files, and the URIs of removed ones. */
  'rulewright/files': {
    readonly files: readonly { readonly uri: string; readonly bytes: Uint8Array }[];
    readonly removed: readonly string[];
  };
  /** From the server: {@link ChecksState} may have changed because rules or schemas were read. */
  'rulewright/checksChanged': undefined;
}
