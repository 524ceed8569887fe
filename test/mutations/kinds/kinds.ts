import type { MutationKind } from '../mutant.js';
import { attackKinds } from './attack-kinds.js';
import { clauseKinds } from './clause-kinds.js';
import { enumerationKinds } from './enumeration-kinds.js';
import { eqlKinds } from './eql-kinds.js';
import { eqlSyntaxKinds } from './eql-syntax-kinds.js';
import { esqlColumnKinds } from './esql-column-kinds.js';
import { esqlKinds } from './esql-kinds.js';
import { formKinds } from './form-kinds.js';
import { guideKinds } from './guide-kinds.js';
import { keyKinds } from './key-kinds.js';
import { kqlKinds } from './kql-kinds.js';
import { misreadKinds } from './misread-kinds.js';
import { otherKinds } from './other-kinds.js';
import { scheduleKinds } from './schedule-kinds.js';
import { tagKinds } from './tag-kinds.js';
import { tomlKinds } from './toml-kinds.js';
import { typeKinds } from './type-kinds.js';

/** All kinds of mistakes. */
export const mutationKinds: readonly MutationKind[] = [
  ...tomlKinds,
  ...keyKinds,
  ...typeKinds,
  ...enumerationKinds,
  ...formKinds,
  ...scheduleKinds,
  ...attackKinds,
  ...tagKinds,
  ...guideKinds,
  ...eqlKinds,
  ...eqlSyntaxKinds,
  ...kqlKinds,
  ...misreadKinds,
  ...clauseKinds,
  ...esqlKinds,
  ...esqlColumnKinds,
  ...otherKinds,
];
