import { checkFix, checkLint, esql, examples } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-integer-division.js';

const dropped = 'Both sides are whole numbers, so the fraction is dropped before it is used.';

checkLint(lint, {
  'compared with a fraction': esql(`
    from logs-* | stats n = count(*), m = count_distinct(a) by host.id | where n / m > 1.5 and 0.5 < m / n
                                                                                                     ^^^^^ ${dropped}
                                                                               ^^^^^ ${dropped}`),
  'compared with a number that is written with a fraction': esql(`
    from logs-* | stats n = count(*), m = count_distinct(a) by host.id | where n / m <= 5.0 and m / n >= 5.0 and 2.0 > n / m
                                                                               ^^^^^ ${dropped}`),
  'a percentage': esql(`
    from logs-* | stats n = count(*) where a == 1, m = count(*) by host.id | eval p = n / m * 100, q = 100 * (n / m)
                                                                                                              ^^^^^ ${dropped}
                                                                                      ^^^^^ ${dropped}`),
  'rounded to digits, or converted': esql(`
    from logs-* | stats n = sum(source.bytes) by host.id | eval a = round(n / 1024, 2), b = to_double(n / 60), c = (n / 60)::double
                                                                                                                    ^^^^^^ ${dropped}
                                                                                                      ^^^^^^ ${dropped}
                                                                          ^^^^^^^^ ${dropped}`),
  'by a column with the result': esql(`
    from logs-* | stats n = count(*), m = count_distinct(a) by host.id | eval r = n / m | where n > 5 and r >= 0.8
                                                                                  ^^^^^ ${dropped}`),
  'a double on one side': esql(
    'from logs-* | stats n = count(*), m = avg(a) by host.id | where n / m > 0.5 and n * 1.0 / n > 0.5 and n::double / n > 0.5 and 100 * n / n > 5',
  ),
  'whole units': esql(
    'from logs-* | stats n = sum(source.bytes), m = count(*) by host.id | eval a = n / 1024, b = n / 100 * 100, c = round(n / 60) | where n / m > 10',
  ),
  'fields of an unknown type': esql('from logs-* | where acme.a / acme.b > 0.5'),
  'a column that is made anew': esql(
    'from logs-* | stats n = count(*), m = count(a) | eval r = n / m, r = n * 1.0 / m | where r > 0.5',
  ),
});

checkFix(lint, {
  'a fraction': examples(lint),
  'of a sum': [
    esql('from logs-* | stats n = count(*), m = count(a) | where (n + m) / (n) > 0.5'),
    esql('from logs-* | stats n = count(*), m = count(a) | where (n + m) * 1.0 / (n) > 0.5'),
  ],
});
