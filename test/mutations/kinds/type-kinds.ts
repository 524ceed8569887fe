import type { TomlPath } from '../../../server/src/toml/path.js';
import type { MutationKind } from '../mutant.js';
import { quote, valueKind } from './value-kind.js';

const inRule = (...keys: string[]): TomlPath[] => keys.map((key) => ['rule', key]);
const integers: readonly TomlPath[] = [
  ...inRule('risk_score', 'max_signals', 'anomaly_threshold'),
  ['rule', 'threshold', 'value'],
];
const texts = inRule(
  'name',
  'severity',
  'type',
  'rule_id',
  'from',
  'interval',
  'license',
  'timestamp_override',
);
const lists = inRule('author', 'tags', 'index', 'references', 'false_positives');

/** Values of a type that the key does not accept. */
export const typeKinds: readonly MutationKind[] = [
  valueKind({
    name: 'type: number in quotes',
    codes: ['type-mismatch'],
    paths: integers,
    write: (value) => quote(String(value)),
  }),
  valueKind({
    name: 'type: number with a fraction',
    codes: ['type-mismatch'],
    paths: integers,
    write: (value) => `${String(value)}.5`,
  }),
  valueKind({
    name: 'type: number instead of a text',
    codes: ['type-mismatch'],
    paths: inRule('name', 'from', 'interval', 'license', 'description'),
    write: (_, random) => String(1 + random.below(90)),
  }),
  valueKind({
    name: 'type: list instead of a text',
    codes: ['type-mismatch'],
    paths: texts,
    write: (value) => `[${quote(String(value))}]`,
  }),
  valueKind({
    name: 'type: text instead of a list',
    codes: ['type-mismatch'],
    paths: lists,
    write: (value) => (Array.isArray(value) && value.length > 0 ? quote(String(value[0])) : undefined),
  }),
  valueKind({
    name: 'type: boolean in quotes',
    codes: ['type-mismatch'],
    paths: [
      ['rule', 'enabled'],
      ['metadata', 'bypass_bbr_timing'],
      ['metadata', 'promotion'],
    ],
    write: (value) => quote(String(value)),
  }),
  valueKind({
    name: 'type: date without quotes',
    codes: ['type-mismatch', 'date-format'],
    paths: [
      ['metadata', 'creation_date'],
      ['metadata', 'updated_date'],
    ],
    write: (value) => String(value).replaceAll('/', '-'),
  }),
];
