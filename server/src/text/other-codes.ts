/** The contents of the page of a code that no lint reports. */
export interface CodePage {
  /** The mistake, as a title. */
  readonly summary: string;
  /** Who reports it, and what it means for the result. */
  readonly why: string;
  /** What to do. */
  readonly remedy: string;
}

/** The codes of problems that no lint reports, in alphabetical order, each with its page. */
export const otherCodes = {
  'changed-alerts': {
    summary: 'Change to a rule that changes its alerts',
    why: '`rulewright diff` compares two versions of the rule: different events raise alerts, or there is no proof that the same ones do. The help names an event that only one version matches.',
    remedy:
      'Check the events. If they are what you want, you are done; add a test for each to keep it that way.',
  },
  configuration: {
    summary: 'Error in `.rulewright.yaml`',
    why: 'The configuration has a key, a check, a level or a pattern that Rulewright does not know, or the file is not valid YAML. The part with the error is ignored and the rest is used, so a check may run at a different level than you want.',
    remedy:
      'Correct the file. `rulewright lint --list` prints the checks; the levels are `error`, `warning`, `information`, `hint` and `off`. A configuration that is a link to a file outside the project is not read: replace it with a copy.',
  },
  'eql-runtime': {
    summary: 'EQL query that Elasticsearch refuses to run',
    why: 'The query has no syntax error, but the search fails when it starts, for every event. The rule raises no alert.',
    remedy: 'Change the marked part of the query as the message says.',
  },
  'esql-runtime': {
    summary: 'ES|QL query that Elasticsearch refuses to run',
    why: 'The query has no syntax error, but the search fails when it starts. The rule raises no alert.',
    remedy: 'Change the marked part of the query as the message says.',
  },
  'event-file': {
    summary: 'Event that cannot be read',
    why: 'A line or a document in a file of events is not a JSON object, or the file has an unknown format. It is skipped, so alerts may be missing in the result. The exit code is 2.',
    remedy:
      'Fix the file at the reported line. Rulewright reads NDJSON, JSON arrays, CSV, search results and bulk requests of Elasticsearch, plain or compressed with gzip or zstd.',
  },
  'expectation-file': {
    summary: 'Error in a file of expectations, or in a baseline',
    why: '`rulewright backtest` compares alerts with the file of `--expect` or `--baseline`. The file is not valid, or an expectation names a rule that does not exist or is ambiguous, or a file that is not among the events. The expectation is skipped, and everything else is compared. The exit code is 2.',
    remedy:
      'Correct the file at the reported position. `schemas/expectations.schema.json` lists the keys, and `docs/backtesting.md` explains them. A baseline is the output of `rulewright backtest --format json`.',
  },
  'internal-error': {
    summary: 'Bug in Rulewright',
    why: 'Rulewright failed on a check, a rule or a file. Everything else was processed, unless the message says otherwise. The exit code is 3.',
    remedy:
      'Report the bug with the message and the file. Until it is fixed, turn the check off or skip the file.',
  },
  'kuery-runtime': {
    summary: 'KQL query that Elasticsearch refuses to run',
    why: 'The query has no syntax error, but the search fails when it starts, for every event. The rule raises no alert.',
    remedy: 'Change the marked part of the query as the message says.',
  },
  'learned-fields': {
    summary: 'File of learned fields that cannot be used',
    why: '`.rulewright/fields.json` contains what `rulewright fields learn --write` learned from data. The file is broken, too large, from a different version of Rulewright, or a link to a file outside the project. It is ignored, so checks that compare rules with data do not run.',
    remedy: 'Write the file again with `rulewright fields learn --write`, or delete it.',
  },
  'lucene-runtime': {
    summary: 'Lucene query that Elasticsearch refuses to run',
    why: 'The query has no syntax error, but the search fails when it starts, for every event. The rule raises no alert.',
    remedy: 'Change the marked part of the query as the message says.',
  },
  'no-indicators': {
    summary: 'Threat match rule without indicators',
    why: 'A rule of type `threat_match` compares events with indicators. Without indicators it cannot raise an alert, so it is not run.',
    remedy:
      'Give a file of indicators with `--indicators FILE`, or put them under `indicators:` in the test file.',
  },
  'no-tests': {
    summary: 'Rule without a test file',
    why: 'You passed a rule to `rulewright test`, and there is no test file next to it. Nothing is run for it. The exit code is 2. For rules in folders, `--require-tests` reports missing tests.',
    remedy: 'Write the test file that the message names, see `docs/testing-rules.md`.',
  },
  'not-checked': {
    summary: 'Query that is not checked',
    why: 'Rulewright does not check queries in this language. It accepts the query, which may still be wrong.',
    remedy: 'Run the query in Kibana before you rely on it.',
  },
  'not-runnable': {
    summary: 'Rule with an error that prevents a run',
    why: 'A key that the rule needs is missing or has a value that Kibana refuses, so the rule is not run.',
    remedy: 'Run `rulewright lint` on the rule and fix the errors it reports.',
  },
  'not-supported': {
    summary: 'Rule that Rulewright cannot run',
    why: 'The rule uses a query language, a rule type or a setting that is not evaluated yet. The rule may be correct; it is not run, and a test of it has no result.',
    remedy: 'Test the rule in Elasticsearch, or mark its test cases with `todo`.',
  },
  outside: {
    summary: 'Matching event outside the time window or index of the rule',
    why: 'The query matches an event, but a run of the rule does not see it: the event is older than `from`, or its `_index` is not in `index`. The event raises no alert.',
    remedy:
      'Widen `from` or `index` if the rule must find the event. In a run on old events, `--now` sets the time of the run.',
  },
  'query-runtime': {
    summary: 'Search that fails on an event',
    why: 'A part of the query fails on the values of an event, for example a function on a value of the wrong type. Elasticsearch then ends the whole search, so the rule raises no alert in this run. The same code is reported if there is no space left for temporary files.',
    remedy:
      'Protect the marked part with a condition that excludes such events, or correct the mapping of the field. If the message is about space, set `TMPDIR` to a larger folder.',
  },
  'query-warning': {
    summary: 'Elasticsearch warning while a query runs',
    why: 'A part of an ES|QL query cannot be computed for some values, for example a division by zero or a comparison with a list of values. Its result is null, and the search continues. A condition that is null drops the row.',
    remedy:
      'Check that the query still finds what it should. `rulewright explain` shows which condition drops a row.',
  },
  suppression: {
    summary: 'Alert suppression that is not evaluated',
    why: 'The rule suppresses alerts of a sequence, which Rulewright does not evaluate. The run shows all alerts; Elasticsearch may show fewer.',
    remedy: 'Check the number of alerts in Elasticsearch.',
  },
  'test-field': {
    summary: 'Unknown field in an event of a test',
    why: 'An event in a test file has an unknown field whose name is close to a known one. If the name is misspelt, the rule does not see the value and the test proves nothing.',
    remedy: 'Correct the name. A field that the rule itself uses is never reported.',
  },
  stack: {
    summary: 'Failed or incomplete request to a stack',
    why: 'With `--on`, Elasticsearch or Kibana did not respond as needed: the key may have too few privileges, shards of a search may have failed, or a limit was reached. Alerts may be missing in the result.',
    remedy:
      'The message contains the response. `rulewright stack check PROFILE` checks the connection; `docs/stack.md` lists the privileges that each command needs.',
  },
  'stack-verdict': {
    summary: 'Verdict that differs from the stack',
    why: '`--compare` ran the rule on the stack and locally, on the same documents, and only one of the two raised an alert. One of them is wrong, or the mapping of the index differs from what Rulewright knows.',
    remedy:
      'Save the documents with `--save FILE`, inspect the event with `rulewright explain`, and report the difference with the rule and the event.',
  },
  'test-file': {
    summary: 'Error in a test file',
    why: 'The test file is not valid YAML, or has a key or a value that is not allowed at this position. The cases with the error are not run. The exit code of `rulewright test` is 2.',
    remedy:
      'Correct the file. `schemas/test-file.schema.json` lists the keys, and `docs/testing-rules.md` explains them.',
  },
  'test-rule': {
    summary: 'Test file without its rule',
    why: 'The rule that the test file belongs to cannot be found or read, so none of its cases is run. The exit code of `rulewright test` is 2.',
    remedy: 'Name the test file like the rule: `name.tests.yaml` for `name.toml`; or add `rule: other.toml`.',
  },
  'unnoticed-change': {
    summary: 'Change to a rule that no test notices',
    why: '`rulewright mutate` changes the rule in one way, and every test still passes. If someone makes this change by mistake, no test fails. The message says what the changed rule does.',
    remedy:
      'Add a test with an event that only one of the two rules matches. `rulewright mutate --write` adds it to the test file.',
  },
  unreadable: {
    summary: 'File that cannot be read',
    why: 'A file or folder that you named does not exist, is not readable, is too large or is not UTF-8. Everything else is processed. The exit code is 2.',
    remedy: 'Correct the path, the permissions or the encoding of the file.',
  },
  'unusable-input': {
    summary: 'Exception or exported rule that cannot be used',
    why: 'An exception for a rule is not valid: Kibana refuses it, so the rule is not run. Or a rule cannot be exported or imported; all others are.',
    remedy: 'Correct the exception or the rule as the message says, or export it from Kibana again.',
  },
  unwritable: {
    summary: 'File that cannot be written',
    why: 'Fixes could not be written to a file, which is unchanged. The fixes of other files are written. The exit code is 2.',
    remedy: 'Correct the permissions of the file, or free some space.',
  },
} as const satisfies Readonly<Record<string, CodePage>>;

/** A code of a problem that no lint reports. */
export type OtherCode = keyof typeof otherCodes;
