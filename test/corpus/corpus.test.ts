import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintRule } from '../../server/src/lint/run.js';
import { looksLikeRule } from '../../server/src/rule/rule.js';
import { parseToml } from '../../server/src/toml/document.js';
import { sharedFolder, sharedMissing } from '../helpers/shared.js';
import { knownFindings } from './known-findings.js';

const folder = sharedFolder && join(sharedFolder, 'corpus');

describe.skipIf(!folder)(`shipped rules${folder ? '' : ` (${sharedMissing})`}`, () => {
  const files = folder
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.toml'))
    : [];
  const texts = new Map(files.map((name) => [name, readFileSync(join(folder!, name), 'utf8')]));

  test('are all there and look like rules', () => {
    expect(files.length).toBeGreaterThan(1_500);
    for (const [name, text] of texts) expect(looksLikeRule(text), name).toBe(true);
  });

  test('have no findings but those that are known and true', () => {
    const unexpected: string[] = [];
    const seen = new Map<string, number>();
    for (const [name, text] of texts) {
      for (const { code, severity, message } of lintRule(text)) {
        const known = knownFindings[basename(name)];
        if (known?.code === code && severity !== 'error')
          seen.set(basename(name), (seen.get(basename(name)) ?? 0) + 1);
        else unexpected.push(`${name}: ${severity} ${code}: ${message}`);
      }
    }
    expect(unexpected).toEqual([]);
    expect(Object.fromEntries([...seen].sort())).toEqual(
      Object.fromEntries(
        Object.entries(knownFindings)
          .map(([name, { count }]) => [name, count])
          .sort(),
      ),
    );
  });

  test('have their query at the place that the document says', () => {
    for (const [name, text] of texts) {
      const document = parseToml(text);
      const string = document.stringAt(['rule', 'query']);
      if (!string) continue;
      const start = string.toDocument(0);
      expect(text.slice(start, start + string.value.length), name).toBe(string.value);
    }
  });
});
