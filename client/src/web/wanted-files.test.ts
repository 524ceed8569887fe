import { expect, test } from 'vitest';
import { isEventFile, isWanted, rank } from './wanted-files.js';

/** Paths in the order in which they are read; those on one line have the same rank. */
const order = `
/.rulewright.yaml /rules/.rulewright.yml /_config.yaml /.rulewright/fields.json /detection_rules/etc/packages.yaml /etc/non-ecs-schema.json
/a.toml /rules/A.TOML
/a.tests.yaml /rules/a.TESTS.json /b.tests.yml
/fixtures/a.ndjson /a.jsonl /a.json /a.csv /a.ndjson.gz /a.json.zst /detection_rules/etc/attack-v19.json.gz
`;

const notRead = `
/README.md /a.py /a.toml.bak /a.gzip /package.yaml
/detection_rules/etc/integration-schemas.json.gz /detection_rules/etc/beats_schemas/main.json.gz /etc/ecs_schemas/8.0.0/ecs.json
`;

const paths = (text: string): string[] => text.trim().split(/\s+/);

test('configuration is read first, then rules, tests and events', () => {
  const lines = order.trim().split('\n').map(paths);
  expect(lines.map((line) => [...new Set(line.map(rank))])).toEqual([[0], [1], [2], [3]]);
  expect(lines.flat().every(isWanted)).toBe(true);
  expect(lines.map((line) => line.some(isEventFile))).toEqual([false, false, false, true]);
});

test('other files are not read', () => {
  expect(paths(notRead).filter(isWanted)).toEqual([]);
});
