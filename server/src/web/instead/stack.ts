/** The modules of `lsp/stack` that ask a stack, of the bundle for browsers: it does not contain what sends requests. */
import type { StackChoices } from '../../lsp/stack-messages.js';

const error = 'A stack cannot be asked from the browser. Use Rulewright on the desktop, or the command line.';

export const stackChoices = (): StackChoices => ({ profiles: [], error });
export const approveStack = (): { readonly error: string } => ({ error });
export const runOnStack = () => ({ events: '', alerts: 0, notes: [], error });
export const stackStates = () => ({ rules: [], notes: [], error });
export const ruleOnStack = (): { readonly error: string } => ({ error });
