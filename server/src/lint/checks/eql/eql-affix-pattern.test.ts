import { checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './eql-affix-pattern.js';

const { raw } = String;

checkLint(lint, {
  'a backslash before a letter is an escape': raw`
    process where endsWith(process.executable, "\\cmd.exe")
                                               ^^^^^^^^^^^ In "endsWith", a backslash escapes the next character, so the string means "cmd.exe".`,
  'also in a string of triple quotes, and whatever the case': raw`
    file where stringContains~(file.path, """\Temp\a""")
                                          ^^^^^^^^^^^^^ In "stringContains", a backslash escapes the next character, so the string means "Tempa".`,
  'a star is a wildcard': raw`
    any where stringContains(user.name, "a*b")
                                        ^^^^^ In "stringContains", "*" is a wildcard.`,
  'a question mark is one, too': raw`
    any where endswith(url.query, "id=?")
                                  ^^^^^^ In "endswith", "?" is a wildcard.`,
  'what is escaped stands for itself': raw`
    any where stringContains(a.b, "principal=\\*") or endsWith(a.b, """\\\?""") or endsWith(a.b, "\\\\cmd.exe")`,
  'a backslash at the end escapes nothing': raw`any where endsWith(file.path, "x\\")`,
  'startsWith is a prefix query': raw`any where startsWith(file.path, "C:\\Temp\\*")`,
  'on anything but a field the string is taken as it is': raw`any where endsWith(concat(file.path, ""), "\\a*") or endsWith(file.path, file.name)`,
});
