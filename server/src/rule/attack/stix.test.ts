import { expect, test } from 'vitest';
import { attackOf } from './attack.js';
import { readStix } from './stix.js';

const pattern = (id: string, external: string, name: string, more: object = {}): object => ({
  type: 'attack-pattern',
  id,
  name,
  external_references: [{ source_name: 'mitre-attack', external_id: external }],
  kill_chain_phases: [{ kill_chain_name: 'mitre-attack', phase_name: 'sailing' }],
  ...more,
});

const bundle = JSON.stringify({
  objects: [
    {
      type: 'x-mitre-tactic',
      name: 'Sailing',
      x_mitre_shortname: 'sailing',
      external_references: [{ source_name: 'mitre-attack', external_id: 'TA9001' }],
    },
    pattern('p1', 'T9001', 'Tacking'),
    pattern('p2', 'T9001.001', 'Short Tacking'),
    pattern('p3', 'T9002', 'Rowing', { revoked: true }),
    pattern('p4', 'T9003', 'Drifting', { x_mitre_deprecated: true }),
    { type: 'relationship', relationship_type: 'revoked-by', source_ref: 'p3', target_ref: 'p1' },
  ],
});

test('tactics, techniques and what replaces those given up', () => {
  const attack = attackOf(readStix(bundle, '99.0', { T8000: 'T9001' }));
  expect(attack.tacticName('TA9001')).toBe('Sailing');
  expect(attack.techniqueOf('T9001')).toEqual({ name: 'Tacking', tactics: ['TA9001'] });
  expect(attack.techniqueOf('T9001.001')?.name).toBe('Short Tacking');
  expect(attack.techniqueOf('T9002')).toBeUndefined();
  expect(attack.techniqueOf('T9003')).toBeUndefined();
  expect(attack.supersededBy('T9002')).toBe('T9001');
  expect(attack.supersededBy('T8000')).toBe('T9001');
});
