import { checkFix, checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './kql-misread-value.js';

checkLint(lint, {
  'what stands before a list, once': kuery(`
    process.name event.action: (a or b or c)
    ^^^^^^^^^^^^ "process.name" is read as part of the field name.`),
  'a comma in a list': kuery(`
    process.name: (cmd.exe, sh)
                   ^^^^^^^^^^^ A comma does not separate values in KQL: this is read as one value.`),
  'file names with blanks between': kuery(`
    process.name: (cmd.exe powershell.exe)
                   ^^^^^^^^^^^^^^^^^^^^^^ A blank does not separate values in KQL: this is read as one value.`),
  'file names with blanks between, without parentheses': kuery(`
    process.name: cmd.exe powershell.exe
                  ^^^^^^^^^^^^^^^^^^^^^^ A blank does not separate values in KQL: this is read as one value.`),
  'a forgotten "or" at the end of a line': kuery(`
    process.args: (*a/b
                   ^^^^ A line break does not separate values in KQL: this is read as one value.
      *c/d)`),
  'words with a blank between may be one value': kuery(`
    user.name: local service
               ^^^^^^^^^^^^^ "local service" is one value, including the space.`),
  'a comment': kuery(`
    process.name: a // comment
                    ^^^^^^^^^^ KQL has no comments: "// comment" is searched for as part of the query.`),
  'a comment in a line of its own': kuery(`
    // the shell
    ^^^^^^^^^^^^ KQL has no comments: "// the shell" is searched for as part of the query.
    process.name: a`),
  'a regular expression': kuery(`
    process.name: /cmd.*/
                  ^^^^^^^ KQL has no regular expressions: it searches for the string "/cmd.*/", with the slashes.`),
  'a field of Lucene': kuery(`
    _exists_: user.name
    ^^^^^^^^^^^^^^^^^^^ "_exists_" is Lucene syntax: KQL looks for a field with this name.`),
  'signs for connectives': kuery(`
    process.name: a || b
                    ^^ "||" is not an operator in KQL, but part of the value.`),
  'a sign of Lucene': kuery(`
    process.pid: 4 and -process.name: cmd.exe
                       ^ "-" is Lucene syntax: KQL reads it as part of the field name.`),
  'a range of Lucene': kuery(`
    process.name: [a TO b]
                  ^^^^^^^^ KQL has no ranges in brackets: it searches for the string "[a TO b]".`),
  'curly quotes': kuery(`
    process.name: “cmd.exe”
                  ^^^^^^^^^ “ is not a quote in KQL, but part of the value.`),
  'a keyword that stands twice': kuery(`
    process.name: "a" or or process.name: "b"
                         ^^ Repeated "or": the second is read as part of the field name.`),
  'a keyword that stands twice in a list': kuery(`
    process.name: (a or or b)
                        ^^ Repeated "or": the second is read as part of the value.`),
  'two keywords in a row': kuery(`
    process.name: a and OR process.name: b
                        ^^ "OR" follows "and": it is read as part of the field name.`),
  'a keyword before everything': kuery(`
    and process.name: a
    ^^^ Nothing precedes "and": it is read as part of the field name.`),
  'a value before the name of a field': kuery(`
    process.args: a or cmd.exe process.name: b
                       ^^^^^^^ "cmd.exe" is read as part of the field name.`),
  'a name with blanks': kuery(`
    own field: a
    ^^^^^^^^^ "own field" is read as one field name, including the spaces.`),
  'a misspelt field with a blank is another matter': kuery('user name: a'),
  'a name in quotes may have blanks': kuery('"own field": a'),
  'single quotes': kuery(`
    process.name: 'cmd.exe' and user.name: ('a b' or c)
                                            ^^^^^ ' is not a quote in KQL, but part of the value.
                  ^^^^^^^^^ ' is not a quote in KQL, but part of the value.`),
  'an apostrophe': kuery(`process.args: o'neill and user.name: 'x`),
  'values that may hold such characters': kuery(`
    file.path: (/tmp/* or /usr/bin/ or */.ssh/* or "a, b" or http\\://example.com/x) and
    process.args: (a,b or *comsvcs.dll,MiniDump* or "// no comment") and user_agent.original: *S3 Browser*`),
  'analysed text': kuery('message: log in'),
  'a number with a comma is refused already': kuery('process.pid: (1, 2)'),
});

checkFix(lint, {
  'a comma in a list': [kuery('process.name: (a.exe, b.exe)'), kuery('process.name: (a.exe or b.exe)')],
  'blanks without parentheses': [
    kuery('not process.name: a.exe b.exe'),
    kuery('not process.name: (a.exe or b.exe)'),
  ],
  'a line break': [kuery('process.args: (a or *b/c\n  *d/e)'), kuery('process.args: (a or *b/c or\n  *d/e)')],
  'curly quotes': [kuery('process.name: “a b”'), kuery('process.name: "a b"')],
  'single quotes': [kuery(`process.name: 'a b'`), kuery(`process.name: "a b"`)],
  'single quotes around a wildcard': [kuery(`process.name: '*.exe'`), kuery('process.name: *.exe')],
  'single quotes in a list': [kuery(`process.name: ('a', 'b')`), kuery(`process.name: ("a" or "b")`)],
  'single quotes with commas': [kuery(`process.name: 'a', 'b'`), kuery(`process.name: ("a" or "b")`)],
  'a keyword that stands twice': [
    kuery('process.name: a or or user.name: b'),
    kuery('process.name: a or user.name: b'),
  ],
  'a value with a blank': [kuery('user.name: local service'), kuery('user.name: "local service"')],
  'a sign of Lucene': [kuery('-process.name: a'), kuery('not process.name: a')],
  'a field of Lucene': [kuery('_exists_:user.name'), kuery('user.name: *')],
  'a sentence is not taken apart': [
    kuery('process.title: one two, three'),
    kuery('process.title: one two, three'),
  ],
});
