import { valueSpan } from '../../../rule/schema-check/place.js';
import { defineLint } from '../../lint.js';

/** A part of the address that the note links to. */
const link = 'troubleshoot-max-alerts';

export default defineLint({
  id: 'max-signals-note',
  severity: 'error',
  profile: 'elastic',
  scope: 'production',
  counterpart: 'test_all_rules.test_max_signals_note',
  summary: 'Missing note in "setup" about 1000 alerts per run',
  why: 'A cluster may allow fewer alerts per run. The rest is lost unless its limit is raised.',
  avoid: 'max_signals = 1000\nsetup = "Install the integration."',
  prefer: `max_signals = 1000
setup = """
A cluster may allow fewer alerts for each run, see
[Troubleshooting](https://www.elastic.co/docs/troubleshoot/security/detection-rules#${link})."""`,

  check({ rule, document }, report) {
    const { max_signals: signals, setup } = rule.table;
    if (signals !== 1000 || (typeof setup === 'string' && setup.includes(link))) return;
    report({
      span: valueSpan(document, ['rule', 'max_signals']),
      message: 'With 1000 alerts per run, "setup" must say that the cluster may allow fewer.',
      help: `Add the sentence that other rules have in "setup", with the link "${link}".`,
    });
  },
});
