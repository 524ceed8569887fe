import { describe, expect, test } from 'vitest';
import { lintRule } from '../../lint/run.js';
import { readRule } from '../../rule/rule.js';
import { ruleTypes } from '../../rule/schema/rule-types.js';
import { parseTestFile } from '../../testing/parse-test-file.js';
import { runTestFile } from '../../testing/run-test-file.js';
import { parseToml } from '../../toml/document.js';
import { format } from '../format.js';
import { type NewRuleOptions, newRule } from './new-rule.js';
import { ruleTemplates } from './templates.js';

const begun = (options: Partial<NewRuleOptions> = {}) =>
  newRule({
    type: 'eql',
    name: 'Shell Started by a Web Server',
    tactic: 'TA0002',
    author: 'Mara',
    today: '2026/01/31',
    id: '0b5b1a1c-0d5c-4b1e-9d3c-0e4a1c2b3d4e',
    ...options,
  });

describe('a new rule', () => {
  test.each(Object.keys(ruleTemplates) as (keyof typeof ruleTemplates)[])(
    'of type %s has nothing wrong, is formatted, and has a test file that can be read',
    (type) => {
      const { text, testText } = begun({ type });
      expect(lintRule(text).map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
      expect(format(text)).toBe(text);
      expect(parseTestFile(testText).problems).toEqual([]);
    },
  );

  test.each(Object.keys(ruleTemplates) as (keyof typeof ruleTemplates)[])(
    'of type %s has an example that raises an alert and one that does not, and both tests pass',
    (type) => {
      const { text, testText } = begun({ type });
      const file = parseTestFile(testText);
      expect(file.cases.map(({ expect: { alerts } }) => alerts)).toEqual(['some', 0]);
      const outcomes = runTestFile(readRule(parseToml(text)), file, () => ({ ok: false, error: 'no files' }));
      // Types that cannot be evaluated are todo.
      const wanted = outcomes.every(({ compared }) => compared) ? 'passed' : 'todo';
      expect(outcomes.map(({ status, message }) => [status, wanted === 'passed' ? message : ''])).toEqual(
        outcomes.map(() => [wanted, wanted === 'passed' ? undefined : '']),
      );
    },
  );

  test.each([
    ['T1059', [['T1059', 'Command and Scripting Interpreter']], []],
    ['T1059.001', [['T1059', 'Command and Scripting Interpreter']], [['T1059.001', 'PowerShell']]],
    ['T9999', [], []],
  ])('names the technique %s', (technique, techniques, subtechniques) => {
    const { text } = begun({ technique });
    expect(lintRule(text)).toEqual([]);
    const named = (kind: string) =>
      [...text.matchAll(new RegExp(`threat\\.${kind}\\]\\]\nid = "(.*)"\nname = "(.*)"`, 'g'))].map(
        ([, id, name]) => [id, name],
      );
    expect(named('technique')).toEqual(techniques);
    expect(named('technique\\.subtechnique')).toEqual(subtechniques);
  });

  test('can be of every type but a saved query', () => {
    expect(Object.keys(ruleTemplates).sort()).toEqual(
      ruleTypes.filter((type) => type !== 'saved_query').sort(),
    );
  });

  test.each([
    ['by tactic and name', {}, 'execution_shell_started_by_a_web_server.toml'],
    ['by name alone', { tactic: undefined }, 'shell_started_by_a_web_server.toml'],
    ['without signs', { name: 'A "B" / C.' }, 'execution_a_b_c.toml'],
    ['whatever the name is', { name: '!', tactic: undefined }, 'new_rule.toml'],
  ])('is named %s', (_, options, name) => {
    expect(begun(options as Partial<NewRuleOptions>).fileName).toBe(name);
  });

  test('takes any name', () => {
    const { text } = begun({ name: `"""'''\\` });
    expect(parseToml(text).problems).toEqual([]);
    expect(lintRule(text).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('a new rule from an event', () => {
  const event = {
    '@timestamp': '2026-01-31T08:00:00Z',
    event: { category: ['process'], type: ['start'], action: 'exec' },
    data_stream: { dataset: 'endpoint.events.process' },
    host: { os: { type: 'linux' } },
    process: { name: 'sh', parent: { name: 'nginx' }, entity_id: 'x' },
  };

  test('asks in EQL for what is telling', () => {
    const { values } = parseToml(begun({ event }).text);
    expect(values.rule).toMatchObject({
      index: ['logs-endpoint.events.process-*'],
      query: `process where host.os.type == "linux" and
  event.type == "start" and
  event.action == "exec" and
  process.name : "sh" and
  process.parent.name : "nginx"
`,
    });
  });

  test('asks in KQL for what is telling', () => {
    const { values } = parseToml(begun({ event, type: 'query' }).text);
    expect(values.rule).toMatchObject({
      query: `event.category: "process" and
  host.os.type: "linux" and
  event.type: "start" and
  event.action: "exec" and
  process.name: "sh" and
  process.parent.name: "nginx"
`,
    });
  });

  test('of the cloud asks for data set and provider', () => {
    const cloud = {
      'event.dataset': 'aws.cloudtrail',
      'event.provider': 's3.amazonaws.com',
      'event.action': 'PutBucketPolicy',
      'event.outcome': 'success',
    };
    const { values } = parseToml(begun({ event: cloud }).text);
    expect(values.rule).toMatchObject({
      index: ['logs-aws.cloudtrail-*'],
      query:
        'any where event.dataset == "aws.cloudtrail" and\n  event.provider == "s3.amazonaws.com" and\n  event.action == "PutBucketPolicy" and\n  event.outcome == "success"\n',
    });
  });

  test('has the event as its first test, then one that fails a condition; both pass', () => {
    const { text, testText } = begun({ event });
    const tests = parseTestFile(testText);
    expect(tests.problems).toEqual([]);
    expect(tests.cases.map(({ name }) => name)).toEqual(['Shell Started by a Web Server', 'fails process']);
    const outcomes = runTestFile(readRule(parseToml(text)), tests, (path) => ({ ok: false, error: path }));
    expect(outcomes.map(({ status }) => status)).toEqual(['passed', 'passed']);
  });

  test('of nothing finds everything', () => {
    expect(parseToml(begun({ event: {} }).text).values.rule).toMatchObject({ query: 'any where true\n' });
    expect(parseToml(begun({ event: {}, type: 'query' }).text).values.rule).toMatchObject({ query: '*:*\n' });
  });
});
