import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { format } from '../../server/src/ide/format.js';
import { parseToml } from '../../server/src/toml/document.js';
import { sameValue } from '../../server/src/toml/format/format.js';
import { referenceFolder, sharedMissing } from '../helpers/shared.js';

const folder = referenceFolder('corpus');

describe.skipIf(!folder)(`shipped rules, formatted${folder ? '' : ` (${sharedMissing})`}`, () => {
  const files = folder
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.toml'))
    : [];

  test('keep their values, and do not change a second time', () => {
    for (const name of files) {
      const text = readFileSync(join(folder!, name), 'utf8');
      const once = format(text);
      expect(sameValue(parseToml(once).values, parseToml(text).values), name).toBe(true);
      expect(format(once) === once, name).toBe(true);
    }
  });
});
