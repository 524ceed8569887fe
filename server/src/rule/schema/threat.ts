import type { TableSchema } from './types.js';

const reference = 'Address of its page at attack.mitre.org, with a slash at the end.';

const subtechniqueKeys: TableSchema = {
  id: {
    type: 'string',
    required: true,
    skeleton: '"T$0"',
    documentation: 'Id such as `T1059.004`, below its technique.',
  },
  name: {
    type: 'string',
    required: true,
    documentation: 'Name as ATT&CK gives it, without the name of the technique.',
  },
  reference: { type: 'string', required: true, documentation: reference },
};

const techniqueKeys: TableSchema = {
  id: { type: 'string', required: true, skeleton: '"T$0"', documentation: 'Id such as `T1059`.' },
  name: { type: 'string', required: true, documentation: 'Name as ATT&CK gives it.' },
  reference: { type: 'string', required: true, documentation: reference },
  subtechnique: { type: 'tables', keys: subtechniqueKeys, documentation: 'Subtechniques of this technique.' },
};

const tacticKeys: TableSchema = {
  id: { type: 'string', required: true, skeleton: '"TA$0"', documentation: 'Id such as `TA0002`.' },
  name: { type: 'string', required: true, documentation: 'Name as ATT&CK gives it, such as `Execution`.' },
  reference: { type: 'string', required: true, documentation: reference },
};

/** Keys of `[[rule.threat]]`. */
export const threatKeys: TableSchema = {
  framework: {
    type: 'string',
    required: true,
    values: [{ value: 'MITRE ATT&CK' }, { value: 'MITRE ATLAS' }],
    valuesCode: 'threat-framework',
    valuesSeverity: 'information',
    documentation: 'Knowledge base the ids come from.',
  },
  tactic: { type: 'table', required: true, keys: tacticKeys, documentation: 'The goal of the attacker.' },
  technique: { type: 'tables', keys: techniqueKeys, documentation: 'How the attacker reaches the goal.' },
};

/** Keys of `[[rule.threat_mappings]]`: the same for a specific version of the knowledge base. */
export const threatMappingsKeys: TableSchema = {
  framework: threatKeys.framework!,
  version: { type: 'string', required: true, documentation: 'Version of the knowledge base.' },
  threat: {
    type: 'tables',
    required: true,
    keys: threatKeys,
    documentation: 'Tactics and techniques in that version.',
  },
};
