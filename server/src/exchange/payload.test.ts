import { describe, expect, it } from 'vitest';
import { analyse } from '../analysis/analyse.js';
import { parseToml } from '../toml/document.js';
import { payloadOf } from './payload.js';

const payload = (text: string, stack?: string) =>
  payloadOf(analyse(text, { document: parseToml(text) }), stack);

const head = '[metadata]\nmaturity = "production"\n[rule]\nname = "One"\nrule_id = "a"\n';

describe('the payload of a rule', () => {
  it('has no metadata, and the keys in one order', () => {
    const { rule } = payload(
      `${head}author = ["A"]\ntype = "eql"\nlanguage = "eql"\nquery = "any where true"\n`,
    );
    expect(Object.keys(rule)).toEqual(['rule_id', 'name', 'type', 'language', 'query', 'author']);
  });

  it('has the searches of the guide written out', () => {
    const { rule } = payload(
      `${head}note = "See $osquery_0 for $$5"\n[[transform.osquery]]\nquery = "SELECT 1"\nlabel = "One"\n`,
    );
    expect(rule.note).toBe('See !{osquery{"label":"One","query":"SELECT 1"}} for $5');
  });

  it('names new terms, thresholds and jobs as the API does', () => {
    const terms =
      '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.name"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"\n';
    expect(payload(head + terms).rule).toMatchObject({
      new_terms_fields: ['user.name'],
      history_window_start: 'now-7d',
    });
    expect(payload(`${head}threshold = {field = "user.name", value = 3}\n`).rule.threshold).toEqual({
      field: ['user.name'],
      value: 3,
    });
    expect(payload(`${head}machine_learning_job_id = "job"\n`).rule.machine_learning_job_id).toEqual(['job']);
  });

  it('fills in the fields of the query with their types', () => {
    const { rule } = payload(
      `${head}type = "eql"\nlanguage = "eql"\nquery = "process where process.pid > 3 and vendor.x == 1"\n`,
    );
    expect(rule.required_fields).toEqual([
      { name: 'process.pid', type: 'long', ecs: true },
      { name: 'vendor.x', type: 'unknown', ecs: false },
    ]);
    expect(payload(`${head}required_fields = []\n`).rule.required_fields).toEqual([]);
  });

  it('has a throttle where Kibana needs the key', () => {
    const action =
      '[[rule.actions]]\naction_type_id = ".slack"\nid = "x"\nparams = {}\nfrequency = {summary = true, notifyWhen = "onActiveAlert"}\n';
    expect(payload(head + action).rule.actions).toMatchObject([{ frequency: { throttle: null } }]);
  });
});

const threat = (id: string, name: string, technique: string, more = '') =>
  `${head}tags = ["A", "Tactic: ${name}"]\n[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = "${id}"\nname = "${name}"\nreference = "https://attack.mitre.org/tactics/${id}/"\n[[rule.threat.technique]]\nid = "${technique}"\nname = "x"\nreference = "https://attack.mitre.org/techniques/${technique}/"\n${more}`;

describe('the payload for a stack', () => {
  it('leaves out keys that came later, and says so', () => {
    const text = `${head}type = "eql"\nsetup = "s"\n[rule.investigation_fields]\nfield_names = ["a"]\n`;
    const { rule, losses } = payload(text, '8.10');
    expect(rule).toHaveProperty('setup');
    expect(rule).not.toHaveProperty('investigation_fields');
    expect(losses).toEqual(['skipped "investigation_fields": it needs 8.11']);
    expect(payload(text, '8.11').losses).toEqual([]);
  });

  it('has alert suppression from the stack on that takes it for the type', () => {
    const text = `${head}type = "threshold"\nalert_suppression = {duration = {value = 1, unit = "h"}}\n`;
    expect(payload(text, '8.11').rule).not.toHaveProperty('alert_suppression');
    expect(payload(text, '8.12').rule).toHaveProperty('alert_suppression');
  });

  it('opens the ranges of packages from 9.5 on', () => {
    const text = `${head}related_integrations = [{package = "aws", version = "^6.0.0"}]\n`;
    expect(payload(text, '9.4').rule.related_integrations).toEqual([{ package: 'aws', version: '^6.0.0' }]);
    expect(payload(text, '9.5').rule.related_integrations).toEqual([{ package: 'aws', version: '>=6.0.0' }]);
  });

  it('has techniques of version 19 from 9.5 on, with their tactic tags', () => {
    const text = threat('TA0005', 'Defense Evasion', 'T1562');
    expect(payload(text, '9.4').rule).toEqual(payload(text).rule);
    expect(payload(text, '9.4').losses).toEqual([]);
    expect(payload(text, '9.5').losses).toEqual([expect.stringContaining('Defense Impairment')]);
    expect(payload(text, '9.5').rule).toMatchObject({
      tags: ['A', 'Tactic: Stealth'],
      threat: [
        {
          tactic: { id: 'TA0005', name: 'Stealth' },
          technique: [
            {
              id: 'T1685',
              name: 'Disable or Modify Tools',
              reference: 'https://attack.mitre.org/techniques/T1685/',
            },
          ],
        },
      ],
    });
  });

  it('takes the mapping of the rule for version 19', () => {
    const own =
      '[[rule.threat_mappings]]\nframework = "MITRE ATT&CK"\nversion = "19"\nthreat = [{framework = "MITRE ATT&CK", tactic = {id = "TA0112", name = "Defense Impairment", reference = "r"}}]\n';
    const text = threat('TA0005', 'Defense Evasion', 'T1562', own);
    expect(payload(text).rule).not.toHaveProperty('threat_mappings');
    expect(payload(text, '9.5').rule).toMatchObject({
      threat: [{ tactic: { id: 'TA0112' } }],
      tags: ['A', 'Tactic: Defense Impairment'],
    });
  });

  it('has ATLAS from 9.6 on', () => {
    const text = `${head}threat = [{framework = "MITRE ATLAS", tactic = {id = "AML.TA0000", name = "A", reference = "r"}}]\n`;
    expect(payload(text, '9.5').rule.threat).toEqual([]);
    expect(payload(text, '9.6').rule.threat).toHaveLength(1);
  });

  it('says what Kibana refuses', () => {
    const text = `${head}threshold = {field = ["a", "b", "c", "d"], value = 3}\n`;
    expect(payload(text, '9.1').losses).toEqual([
      'Kibana will refuse the rule: before 9.2 a threshold can have 3 fields, not 4',
    ]);
  });
});
