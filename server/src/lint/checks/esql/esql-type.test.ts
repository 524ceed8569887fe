import { checkLint, esql } from '../../../../../test/helpers/check-lint.js';
import lint from './esql-type.js';

/** Each line is a command after `from logs-*`, with its mistake marked. */
checkLint(lint, {
  'a number in quotes': esql(`
    from logs-* metadata _id | where source.port == "443"
                                     ^^^^^^^^^^^^^^^^^^^^ [source.port] is of type [long] and ["443"] of type [keyword]: they cannot be compared`),
  'an address that is none': esql(`
    from logs-* metadata _id | where source.ip == "10.0.0.256"
                                                  ^^^^^^^^^^^^ the string [10.0.0.256] cannot be converted to [ip]: it is not an IP address`),
  'a date that is none': esql(`
    from logs-* metadata _id | where @timestamp > "now-1d"
                                                  ^^^^^^^^ the string [now-1d] cannot be converted to [datetime]: it is not a date of ISO 8601`),
  'a condition that is none': esql(`
    from logs-* metadata _id | where process.name
                                     ^^^^^^^^^^^^ a condition must be boolean, but [process.name] is of type [keyword]`),
  'a number in a list of strings': esql(`
    from logs-* metadata _id | where process.name in ("a", 1)
                                                           ^ value 2 of the list must be [keyword], but [1] is of type [integer]`),
  'LIKE on a number': esql(`
    from logs-* metadata _id | where process.pid like "1*"
                                     ^^^^^^^^^^^ [LIKE] needs a string, but [process.pid] is of type [long]`),
  'a backslash that escapes nothing': esql(`
    from logs-* metadata _id | where process.executable like """C:\\Windows*"""
                                                                  ^^ in a LIKE pattern a backslash escapes only *, ? and \\, not [W]; write two for the character`),
  'a wrong number of arguments': esql(`
    from logs-* metadata _id | eval a = replace(process.name, "a")
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ [REPLACE] needs 3 arguments, found 2`),
  'a wrong type of argument': esql(`
    from logs-* metadata _id | eval a = concat(process.name, process.pid)
                                                             ^^^^^^^^^^^ the second argument of [CONCAT] must be a string, but [process.pid] is of type [long]`),
  'an argument that must be constant': esql(`
    from logs-* | stats n = percentile(process.pid, process.pid)
                                                    ^^^^^^^^^^^ the second argument of [PERCENTILE] must be a constant, not [process.pid]`),
  'a time span as a value': esql(`
    from logs-* metadata _id | eval a = 1 day
                                        ^^^^^ [1 day] is of type [date_period], which EVAL cannot put into a column`),
  'dates are not subtracted': esql(`
    from logs-* metadata _id | eval a = now() - @timestamp
                                              ^ [-] cannot be used like this: two dates: use DATE_DIFF("seconds", start, end)`),
  'strings are not added': esql(`
    from logs-* metadata _id | eval a = process.name + "x"
                                        ^^^^^^^^^^^^ [+] needs numbers, or a date and a time span, but [process.name] is of type [keyword]`),
  'branches of CASE agree': esql(`
    from logs-* metadata _id | eval a = case(process.pid > 1, "a", 2)
                                                                   ^ the third argument of [CASE] must be [keyword], but [2] is of type [integer]`),
  'GROK takes text': esql(`
    from logs-* metadata _id | grok process.pid "%{WORD:a}"
                                    ^^^^^^^^^^^ GROK needs a string, but [process.pid] is of type [long]`),
  'what strings are converted to': esql(
    'from logs-* metadata _id | where source.ip in ("10.0.0.1", "::1") and @timestamp > "2024-01-01" and date_trunc("1 day", @timestamp) < now() - 1 hour',
  ),
  'null fits everything': esql(
    'from logs-* metadata _id | eval a = case(process.pid > 1, null, 2), b = coalesce(null, process.name) | where a == null or b is null',
  ),
  'a field without a known type': esql(
    'from logs-* metadata _id | where custom.field == 1 and custom.field like "a*"',
  ),
});
