import { addressBodies } from './addresses.js';
import type { FunctionBodies } from './body.js';
import { conditionBodies } from './conditions.js';
import { conversionBodies } from './conversions.js';
import { dateBodies } from './dates.js';
import { geoBodies } from './geo.js';
import { jsonBodies } from './json.js';
import { listBodies } from './lists.js';
import { numberBodies } from './numbers.js';
import { searchBodies } from './search.js';
import { stringBodies } from './strings.js';

/** The ES|QL function bodies, by their lower-case names. Functions without a body are not evaluated. */
export const functionBodies: FunctionBodies = {
  ...addressBodies,
  ...conditionBodies,
  ...conversionBodies,
  ...dateBodies,
  ...geoBodies,
  ...jsonBodies,
  ...listBodies,
  ...numberBodies,
  ...searchBodies,
  ...stringBodies,
};
