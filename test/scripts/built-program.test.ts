import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { expect, test } from 'vitest';
import { builtProgram, builtServer } from '../helpers/built-program.js';
import { root } from '../helpers/shared.js';

test.runIf(process.env.RULEWRIGHT_CLI === undefined)(
  'tests run programs that are built from the sources as they are, not what lies in server/dist',
  () => {
    for (const file of [builtProgram(), builtServer()]) {
      expect(existsSync(file)).toBe(true);
      expect(file.startsWith(root + sep)).toBe(false);
    }
  },
);
