import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { payloadReader } from '../../server/src/cli/exchange/payloads.js';
import { canonical } from '../../server/src/exchange/canonical.js';
import { importRule } from '../../server/src/exchange/import-rule.js';
import type { JsonObject } from '../../server/src/exchange/json.js';
import type { PayloadOf } from '../../server/src/exchange/payload.js';
import { updateRule } from '../../server/src/exchange/update-rule.js';
import { parseToml, type TomlDocument } from '../../server/src/toml/document.js';
import { referenceFolder, sharedMissing } from '../helpers/shared.js';

const folder = referenceFolder('corpus');

/** Fields that Kibana adds to an exported rule. */
const added: JsonObject = {
  id: '0b1c2d3e-0000-4000-8000-000000000000',
  created_at: '2026-01-31T10:00:00.000Z',
  created_by: 'elastic',
  updated_at: '2026-02-01T10:00:00.000Z',
  updated_by: 'elastic',
  immutable: false,
  revision: 3,
  rule_source: { type: 'internal' },
  version: 4,
};

/** Defaults that Kibana fills in. */
const defaults: JsonObject = {
  actions: [],
  author: [],
  enabled: false,
  exceptions_list: [],
  false_positives: [],
  max_signals: 100,
  output_index: '',
  references: [],
  related_integrations: [],
  required_fields: [],
  risk_score_mapping: [],
  setup: '',
  severity_mapping: [],
  tags: [],
  threat: [],
  to: 'now',
};

const tactic = {
  id: 'TA0001',
  name: 'Initial Access',
  reference: 'https://attack.mitre.org/tactics/TA0001/',
};

/** Changes that people make in Kibana. */
const changes: Readonly<Record<string, (rule: JsonObject) => JsonObject>> = {
  severity: (rule) => ({ ...rule, severity: rule.severity === 'low' ? 'high' : 'low' }),
  'the guide': (rule) => ({ ...rule, note: `${String(rule.note ?? '')}\n"More" \\ for $x\n` }),
  'the description': (rule) => ({ ...rule, description: 'Two\nlines with """ in them' }),
  tactics: (rule) => ({ ...rule, threat: [{ framework: 'MITRE ATT&CK', tactic }] }),
  'no tactics': ({ threat: _, ...rule }) => rule,
  filters: (rule) => ({ ...rule, filters: [{ meta: { negate: true }, query: { match: { 'a.b': 'x' } } }] }),
};

const asExported = (rule: JsonObject): JsonObject => ({ ...defaults, ...rule, ...added });

describe.skipIf(!folder)(`shipped rules, exported and imported${folder ? '' : ` (${sharedMissing})`}`, () => {
  let documents: readonly (readonly [string, TomlDocument])[] = [];
  let payloadOf: PayloadOf;
  beforeAll(async () => {
    documents = readdirSync(folder!, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.toml'))
      .map((name) => [name, parseToml(readFileSync(join(folder!, name), 'utf8'))]);
    payloadOf = await payloadReader({ progress: () => {} })(join(folder!, 'rules'));
  }, 120_000);

  test.each([undefined, '9.5', '9.6'])(
    'an import of the export for %s changes no byte',
    (stack) => {
      for (const [name, document] of documents) {
        const updated = updateRule(document, asExported(payloadOf(document, stack).rule), payloadOf);
        expect(updated.ok && updated.text === document.text, name).toBe(true);
      }
    },
    120_000,
  );

  test('an export of an imported line says what the line says', () => {
    for (const [name, document] of documents) {
      const line = asExported(payloadOf(document).rule);
      const file = importRule(line, payloadOf);
      expect(file, name).toMatchObject({ ok: true });
      if (!file.ok) continue;
      const { required_fields: fields = [], ...exported } = canonical(payloadOf(parseToml(file.text)).rule);
      const { required_fields: wanted = fields, ...rest } = canonical(line);
      // An export omits the fields of a deprecated rule, and the imported one is not deprecated.
      expect({ ...exported, fields }, name).toEqual({ ...rest, fields: wanted });
    }
  }, 120_000);

  test.each(Object.entries(changes))(
    'a change of %s is edited in, and comments stay',
    (_key, change) => {
      for (const [name, { text }] of documents.filter((_, index) => index % 25 === 0)) {
        const commented = text
          .replace('\n[rule]', '\n# of the rule\n[rule]')
          .replace('\nrisk_score', '\n# why\nrisk_score');
        const document = parseToml(commented);
        const line = change(payloadOf(document).rule);
        const updated = updateRule(document, line, payloadOf);
        expect(updated, name).toMatchObject({ ok: true });
        if (!updated.ok) continue;
        expect(canonical(payloadOf(parseToml(updated.text)).rule), name).toEqual(canonical(line));
        expect(updated.text, name).toMatch(/# of the rule\n\[rule\]\n.*# why\nrisk_score/s);
      }
    },
    120_000,
  );
});
