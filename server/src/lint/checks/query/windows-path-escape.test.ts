import { checkFix, checkLint, kuery } from '../../../../../test/helpers/check-lint.js';
import lint from './windows-path-escape.js';

checkLint(lint, {
  'a folder whose name starts with t': String.raw`
    process where process.executable : "C:\\tools\temp\\a.exe"
                                                 ^^ "\t" is a tab here, not a part of the path.`,
  'each of them': String.raw`
    process where file.path in ("C:\\a\\b", "C:\new\temp")
                                               ^^ "\n" is a line break here, not a part of the path.
                                                   ^^ "\t" is a tab here, not a part of the path.`,
  'without quotes': kuery(String.raw`
    file.path: C\:\temp\\a
                  ^^ "\t" is a tab here, not a part of the path.`),
  'in KQL': kuery(String.raw`
    file.path: "C:\temp"
                  ^^ "\t" is a tab here, not a part of the path.`),
  'between wildcards': String.raw`
    process where process.command_line : "*\tools*"
                                           ^^ "\t" is a tab here, not a part of the path.`,
  'where TOML has made a tab of it': String.raw`
    type = "eql"
    language = "eql"
    query = """
    process where process.command_line : "*\tools*"
                                           ^^ "\t" is a tab here, not a part of the path.
    """`,
  'a tab between words, as TOML has it': String.raw`
    type = "eql"
    language = "eql"
    query = """
    process where process.command_line : "a\tb*"
    """`,
  escaped: String.raw`process where process.executable : "C:\\temp\\new.exe"`,
  'a raw string': String.raw`process where process.executable : """C:\temp"""`,
  'a tab in other texts': String.raw`process where process.command_line : "a\tb"`,
});

checkFix(lint, {
  'the backslash is doubled': [
    String.raw`process where process.executable : "?:\new\\a.exe"`,
    String.raw`process where process.executable : "?:\\new\\a.exe"`,
  ],
  'where TOML has made a tab of it': [
    String.raw`
    type = "eql"
    language = "eql"
    query = """
    process where process.command_line : "*\tools*"
    """`,
    String.raw`
    type = "eql"
    language = "eql"
    query = """
    process where process.command_line : "*\\\\tools*"
    """`,
  ],
});
