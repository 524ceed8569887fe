/**
 * Replaces the modules of `lsp/stack` that send requests to a stack in the bundle for browsers, which cannot
 * send any.
 */
import type { StackChoices } from '../../lsp/messages/stack.js';

const error = 'A stack cannot be asked from the browser. Use Rulewright on the desktop, or the command line.';

export const stackChoices = (): StackChoices => ({ profiles: [], error });
export const approveStack = (): { readonly error: string } => ({ error });
export const runOnStack = () => ({ events: '', alerts: 0, notes: [], error });
export const stackStates = () => ({ rules: [], notes: [], error });
export const ruleOnStack = (): { readonly error: string } => ({ error });
