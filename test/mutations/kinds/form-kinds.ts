import type { MutationKind } from '../mutant.js';
import { quote, valueKind } from './value-kind.js';

const dates = [
  ['metadata', 'creation_date'],
  ['metadata', 'updated_date'],
];

const limits: Readonly<Record<string, readonly [least: number, most: number]>> = {
  low: [0, 21],
  medium: [22, 47],
  high: [48, 73],
  critical: [74, 100],
};

/** Values of the right type that are out of range or have the wrong format. */
export const formKinds: readonly MutationKind[] = [
  valueKind({
    name: 'risk score out of range',
    codes: ['risk-range'],
    paths: [['rule', 'risk_score']],
    write: (_, random) => String(random.pick([-1, 101, 110, 730, 1000])),
  }),
  valueKind({
    name: 'risk score not fitting the severity',
    codes: ['risk-severity'],
    paths: [['rule', 'risk_score']],
    write(value, random, { analysis: { rule } }) {
      const [least, most] = limits[String(rule.table.severity)] ?? [0, 100];
      const score = random.pick(
        [21, 47, 73, 99, random.below(101)].filter((each) => each < least || each > most),
      );
      return score === undefined || score === value ? undefined : String(score);
    },
  }),
  valueKind({
    name: 'max_signals out of range',
    codes: ['max-signals'],
    paths: [['rule', 'max_signals']],
    write: (_, random) => String(random.pick([0, -5, 1001, 5000, 10_000])),
  }),
  valueKind({
    name: 'interval of another form',
    codes: ['interval-format'],
    paths: [['rule', 'interval']],
    write: (value, random) =>
      quote(
        random.pick([
          '5 minutes',
          `${value}in`,
          `now-${value}`,
          String(value).slice(0, -1),
          'hourly',
          `${value}/1`,
        ])!,
      ),
  }),
  valueKind({
    name: 'from of another form',
    codes: ['from-format'],
    paths: [['rule', 'from']],
    write(value, random) {
      const back = String(value).replace('now-', '');
      return quote(
        random.pick([back, `now - ${back}`, `now-${back}in`, `-${back}`, 'now-m', `now_${back}`])!,
      );
    },
  }),
  valueKind({
    name: 'date of another form',
    codes: ['date-format'],
    paths: dates,
    write(value, random) {
      const [year, month, day] = String(value).split('/');
      return quote(
        random.pick([
          `${year}-${month}-${day}`,
          `${day}/${month}/${year}`,
          `${year!.slice(2)}/${month}/${day}`,
          `${year}/${Number(month)}/${day!.slice(1)}`,
          `${year}.${month}.${day}`,
        ])!,
      );
    },
  }),
  valueKind({
    name: 'day that does not exist',
    codes: ['date-format'],
    paths: dates,
    write: (value, random) =>
      quote(
        `${String(value).slice(0, 4)}/${random.pick(['02/30', '13/01', '00/10', '04/31', '06/00', '11/31'])}`,
      ),
  }),
  valueKind({
    name: 'updated before it was created',
    codes: ['date-order'],
    paths: [['metadata', 'updated_date']],
    write(_, random, { analysis: { rule } }) {
      const [year, month, day] = String(rule.metadata.creation_date).split('/');
      return quote(`${Number(year) - 1 - random.below(3)}/${month}/${day === '29' ? '28' : day}`);
    },
  }),
  valueKind({
    name: 'rule_id of another form',
    codes: ['rule-id-format'],
    paths: [['rule', 'rule_id']],
    write(value, random) {
      const id = String(value);
      const at = 1 + random.below(6);
      return quote(
        random.pick([
          id.toUpperCase(),
          id.slice(0, at) + id.slice(at + 1),
          `${id.slice(0, at)}g${id.slice(at + 1)}`,
          id.replace('-', ''),
          `{${id}}`,
        ])!,
      );
    },
  }),
  valueKind({
    name: 'min_stack_version of another form',
    codes: ['min-stack-format'],
    paths: [['metadata', 'min_stack_version']],
    write: (value, random) => quote(random.pick(['9', `v${value}`, `>=${value}`, `${value}+`, 'latest'])!),
  }),
  valueKind({
    name: 'min_stack_version that the checkout does not know',
    codes: ['min-stack-known', 'min-stack-supported'],
    paths: [['metadata', 'min_stack_version']],
    write: (_, random) => quote(random.pick(['9.3.7', '9.5.4', '10.0.0', '9.9.0', '8.15.0'])!),
  }),
  valueKind({
    name: 'licence misspelt',
    codes: ['license-v2'],
    paths: [['rule', 'license']],
    write: (_, random) =>
      quote(random.pick(['Elastic License v 2', 'Elastic License', 'elastic license v2'])!),
  }),
  valueKind({
    name: 'threshold of 0',
    codes: ['threshold-value'],
    paths: [
      ['rule', 'threshold', 'value'],
      ['rule', 'threshold', 'cardinality', 0, 'value'],
    ],
    write: (_, random) => String(random.pick([0, -1, -10])),
  }),
  valueKind({
    name: 'new terms: history of another form',
    codes: ['from-format', 'new-terms-shape', 'new-terms-window'],
    paths: [['rule', 'new_terms', 'history_window_start', 0, 'value']],
    write: (value, random) =>
      quote(random.pick([String(value).replace('now-', ''), `${value}ays`, 'last week', 'now-d'])!),
  }),
  valueKind({
    name: 'new terms: history within the lookback',
    codes: ['new-terms-shape'],
    paths: [['rule', 'new_terms', 'history_window_start', 0, 'value']],
    write: (_, random) => quote(random.pick(['now-1m', 'now-3m', 'now-5m'])!),
  }),
  valueKind({
    name: 'name or description blank',
    codes: ['text-blank'],
    paths: [
      ['rule', 'name'],
      ['rule', 'description'],
    ],
    write: (_, random) => quote(random.pick(['', ' ', '\n'])!),
  }),
  valueKind({
    name: 'index pattern with a blank',
    codes: ['index-pattern'],
    paths: [
      ['rule', 'index', 0],
      ['rule', 'index', 1],
    ],
    write: (value, random) =>
      quote(
        random.pick([
          `${value} `,
          ` ${value}`,
          `${value}, filebeat-*`,
          String(value).replace('-', ' -'),
          '',
        ])!,
      ),
  }),
  valueKind({
    name: 'new terms: wrong name of the list',
    codes: ['new-terms-shape'],
    paths: [
      ['rule', 'new_terms', 'field'],
      ['rule', 'new_terms', 'history_window_start', 0, 'field'],
    ],
    write: (_, random) => quote(random.pick(['new_terms_field', 'new_terms', 'history_window', 'fields'])!),
  }),
  valueKind({
    name: 'new terms: too many fields',
    codes: ['new-terms-shape'],
    paths: [['rule', 'new_terms', 'value']],
    write: (_, random) =>
      random.pick(['[]', '["host.id", "user.name", "process.name", "source.ip"]', '["host.id", "host.id"]']),
  }),
  valueKind({
    name: 'empty query',
    codes: ['query-present'],
    paths: [['rule', 'query']],
    write: (_, random) => random.pick(['""', "''", "'''\n'''", '"  "']),
  }),
];
