import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../helpers/shared.js';
import { faultOf } from './fuzz.js';
import { targets } from './targets.js';

const folder = join(root, 'test/fuzz/found');
const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));

/** Each text once showed a fault; its name contains its target. */
test.each(files)('%s', (file) => {
  const name = file.split('.', 1)[0]!.replace('-', ' ');
  expect(Object.keys(targets)).toContain(name);
  expect(faultOf(targets[name]!, readFileSync(join(folder, file), 'utf8'))).toBeUndefined();
});
