import type { MutationKind } from '../mutant.js';
import { tomlKinds } from './toml-kinds.js';

/** All kinds of mistakes. */
export const mutationKinds: readonly MutationKind[] = [...tomlKinds];
