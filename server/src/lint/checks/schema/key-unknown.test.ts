import { avoided, checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './key-unknown.js';

checkLint(lint, {
  'a misspelt key': avoided(lint, { serverity: 'Unknown key "serverity" in [rule].' }),
  'a key of another table': `
    creation_date = "2026/01/05"
    ^^^^^^^^^^^^^ "creation_date" belongs in [metadata], not in [rule].
    name = "x"`,
  'a key of another rule type': `
    anomaly_threshold = 50
    ^^^^^^^^^^^^^^^^^ A rule of type "eql" cannot have "anomaly_threshold"; it is for "machine_learning".`,
  'a table of the guide in that of the rule': `
    [[rule.transform.osquery]]
           ^^^^^^^^^ "transform" is a separate table next to [rule].
    label = "x"
    query = "select 1"`,
  'in a nested table': `
    [rule.alert_suppression]
    group_by = ["host.id"]
    strategy = "suppress"
    ^^^^^^^^ Unknown key "strategy" in [rule.alert_suppression].`,
  'in a provider of the investigation guide': `
    [[transform.investigate]]
    label = "x"
    providers = [[{excluded = false, feild = "a", queryType = "phrase", value = "b", valueType = "string"}]]
                                     ^^^^^ Unknown key "feild" in [transform.investigate.providers].`,
  'a misspelt table of which other parts are spelt right': `
    [metadata]
    [rul]
     ^^^ Unknown key "rul" in a rule file.
    name = "x"

    [[rule.threat]]
    framework = "MITRE ATT&CK"`,
  'the beginning of a required key': `
    type = "machine_learning"
    anomaly_threshold = 50
    machine_learning_job = ["logins"]
    ^^^^^^^^^^^^^^^^^^^^ Unknown key "machine_learning_job" in [rule].`,
  'a word of a required key': `
    [rule.investigation_fields]
    fields = ["host.name"]
    ^^^^^^ Unknown key "fields" in [rule.investigation_fields].`,
  'keys of the API that stand for one table': `
    type = "new_terms"
    new_terms_fields = ["host.id"]
    ^^^^^^^^^^^^^^^^ Unknown key "new_terms_fields" in [rule].
    history_window_start = "now-7d"`,
  'free tables take any key': `
    [rule.meta]
    anything = 1`,
  'a name of the API in a list': `
    [[rule.actions]]
    actionTypeId = ".slack"
    ^^^^^^^^^^^^ Unknown key "actionTypeId" in [rule.actions].
    id = "a"
    params = {message = "x"}`,
});

checkFix(lint, {
  'the nearest key': ['intervall = "5m"', 'interval = "5m"'],
  'a misspelt table of which other parts are spelt right': [
    '[metadata]\n[rul]\nname = "x"\n[[rule.threat]]\nframework = "MITRE ATT&CK"',
    '[metadata]\n[rule]\nname = "x"\n[[rule.threat]]\nframework = "MITRE ATT&CK"',
  ],
  'a word of a required key': [
    '[rule.investigation_fields]\nfields = ["host.name"]',
    '[rule.investigation_fields]\nfield_names = ["host.name"]',
  ],
  'a misspelt table and those below it': [
    '[[rule.threet]]\nframework = "MITRE ATT&CK"\n[rule.threet.tactic]\nid = "TA0002"',
    '[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = "TA0002"',
  ],
  'a table of the guide in that of the rule': [
    '[[rule.transform.osquery]]\nlabel = "x"\nquery = "a"\n\n[[ rule . transform.investigate ]]\nlabel = "y"',
    '[[transform.osquery]]\nlabel = "x"\nquery = "a"\n\n[[ transform.investigate ]]\nlabel = "y"',
  ],
  'a table of the guide in braces is left': [
    'transform = { osquery = [{ label = "x", query = "a" }] }',
    'transform = { osquery = [{ label = "x", query = "a" }] }',
  ],
  'a key that Kibana adds when it exports a rule': ['immutable = false\nname = "x"', 'name = "x"'],
  'a key of another rule type is removed': ['name = "x"\nanomaly_threshold = 50', 'name = "x"'],
});
