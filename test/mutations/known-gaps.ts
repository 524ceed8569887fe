const broken = 'checks of tags and integrations judge lists that the broken TOML cuts short';
const cascade =
  'the parser goes on behind the mistake and stumbles again; kql-free-text reports what is picked up';
const outdated = 'only names of ECS are tried as the nearest one where the schemas are outdated';

/**
 * Kinds of mistakes that do not reach the goals yet, each with its reason. A listed kind that reaches them with the
 * usual seed fails the suite: take it out then.
 */
export const knownGaps: Readonly<Record<string, string>> = {
  'TOML: closing quote missing': broken,
  'TOML: opening quote missing': broken,
  'TOML: text without quotes': broken,
  'TOML: comma in a list missing': broken,
  'TOML: unknown escape': broken,
  'TOML: something behind a value': 'checks of tactics judge tables that the broken TOML cuts short',
  'TOML: bracket of a list missing': 'reported at the first character of the next line',
  'TOML: bracket of a header missing': 'reported at the next line, and checks of tactics go on',
  'TOML: quotes of the query not closed': 'reported at the end of the file',
  'misspelt header': 'what the table leaves behind is reported too: other tables, placeholders, tags',
  'key in the wrong table': 'the table that it is missing from is reported too',
  'type: text instead of a list': 'checks of tags and integrations judge the one text',
  'type: boolean in quotes': 'bbr-timing takes a bypass in quotes for none',
  'misspelt type':
    'the nearest type is taken without a look at the language, and ignored by checks of tactics',
  'misspelt maturity': 'lock-demotion reports a value that is no maturity',
  'unknown maturity': 'lock-demotion reports a value that is no maturity',
  'language not fitting the type': 'the query is checked in a language that the type cannot have',
  'day that does not exist': 'date-order compares a day that does not exist',
  'min_stack_version that the checkout does not know': 'lock-min-stack-lowered reports it as well',
  'ATT&CK: name of a tactic wrong': 'checks of tags and of the file name judge by the wrong name',
  'ATT&CK: id of another tactic': 'every technique is held against the wrong tactic',
  'tag: other capitals': 'other checks of tags report what tag-casing reports',
  'tag: tactic misspelt': 'tag-primary-tactic and tag-tactic-unmapped report the same tag',
  'integration misspelt': 'integration-index reports the name that integration-known reports',
  'index of a package misspelt': 'winlogbeat-* stands for windows, so an index of no package goes unseen',
  'EQL: misspelt field': 'os-type-in-query reports a misspelt host.os.type as missing',
  'EQL: text without quotes': 'field-unknown reports the word that eql-type reports',
  'EQL: wildcard in an exact comparison': 'value-typo and value-open judge texts with wildcards',
  'EQL: clauses that contradict each other': 'not looked for in an alternative of an exclusion',
  'EQL: one equals sign': '"===", "is" and "equals" give up to three findings',
  'EQL: list not closed': 'reported at the end of the query, although only constants can stand in the list',
  'EQL: text not closed': 'every quote behind it is reported as well',
  'EQL: maxspan of another form': 'a number put in for recovery is judged: two findings with empty names',
  'KQL: misspelt field': 'with a misspelt data_stream.dataset the fields of its package are unknown',
  'KQL: parenthesis not closed': cascade,
  'KQL: parenthesis not opened': cascade,
  'KQL: text not closed': cascade,
  'KQL: value missing': cascade,
  'KQL: equals signs as in EQL': cascade,
  'KQL: keyword missing': cascade,
  'KQL: same field twice instead of a list': 'kql-optimized reports each repetition of one list',
  'misspelt field of a threshold': outdated,
  'misspelt field of a suppression': outdated,
  'misspelt field of new terms': outdated,
  'file name with other characters': 'file-name-tactic reports the name that file-name-charset reports',
};
