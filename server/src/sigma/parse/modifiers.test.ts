import { expect, test } from 'vitest';
import { conditionOf } from '../../../../test/helpers/check-sigma.js';

/** Checks the EQL of a detection item. */
function checkItem(item: string, expected: string): void {
  test(item, () => {
    expect(conditionOf(`sel:\n  ${item.replaceAll('\n', '\n  ')}\ncondition: sel`)).toBe(expected);
  });
}

checkItem("Image: 'C:\\a.exe'", 'process.executable : "C:\\\\a.exe"');
checkItem('Image: [a, A, a]', 'process.executable : "a"');
checkItem('Image|cased: [a, A, a]', 'process.executable in ("a", "A")');
checkItem('Image: [a, b]', 'process.executable : ("a", "b")');
checkItem("CommandLine|contains: 'x'", 'process.command_line : "*x*"');
checkItem("CommandLine|contains: '*x'", 'process.command_line : "*x*"');
checkItem("Image|startswith: 'C:'", 'process.executable : "C:*"');
checkItem("Image|endswith: '\\a.exe'", 'process.executable : "*\\\\a.exe"');
checkItem(
  'CommandLine|contains|all: [a, b]',
  'process.command_line : "*a*" and process.command_line : "*b*"',
);
checkItem("Image|re: '^a.b$'", 'process.executable regex "a.b"');
checkItem("Image|re: '^a{1000}$'", 'refused: regex: the regular expression repeats more than 999 times');
checkItem("Image|re: '^a{999}$'", 'process.executable regex "a{999}"');
checkItem("Image|re: 'ab'", 'process.executable regex ".*ab.*"');
checkItem("Image|re|i: 'ab$'", 'process.executable regex~ ".*ab"');
checkItem("Image|re|i: '^[a-c]x$'", 'process.executable regex "[a-cA-C][xX]"');
checkItem(
  "Image|re: '^(?i)x$'",
  'refused: regex: the regular expression has a group that Lucene cannot express, such as look-around',
);
checkItem("Image|re: '(?i)x$'", 'process.executable regex~ ".*x"');
checkItem(
  "Image|re: 'a(?=b)'",
  'refused: regex: the regular expression has a group that Lucene cannot express, such as look-around',
);
checkItem(
  "Image|re: '\\bx'",
  'refused: regex: the regular expression has "\\b", which Lucene cannot express',
);
checkItem("Image|re: '^a|b$'", 'process.executable regex "a.*|.*b"');
checkItem("Image|re: '^a{2,3}?$'", 'process.executable regex "a{2,3}"');
checkItem("Image|re: '^\\d\"$'", 'process.executable regex "[0-9]\\\\\\""');
checkItem('Image|cased: aB', 'process.executable == "aB"');
checkItem('Image|contains|cased: aB', 'process.executable like "*aB*"');
checkItem('Image|exists: true', 'process.executable != null');
checkItem('Image|exists: false', 'process.executable == null');
checkItem('Image: null', 'process.executable == null');
checkItem("Image: ''", 'process.executable == null');
checkItem("Image: ['', null, a]", '(process.executable : "a" or process.executable == null)');
checkItem("Image: '*'", 'process.executable != null');
checkItem('ProcessId: 4', 'process.pid == 4');
checkItem('ProcessId|gte: 4', 'process.pid >= 4');
checkItem('ProcessId|lt: x', 'refused: value: "lt" needs a number, not "x"');
checkItem(
  'Image|gt: 4',
  'refused: value: "process.executable" is not a number, so it cannot be compared with a number',
);
checkItem('Image|neq: a', 'not process.executable : "a"');
checkItem(
  'CommandLine|fieldref: Image',
  '(process.command_line != null and process.executable != null and startsWith~(process.command_line, process.executable) and startsWith~(process.executable, process.command_line))',
);
checkItem(
  'CommandLine|fieldref|endswith: Image',
  '(process.command_line != null and process.executable != null and endsWith~(process.command_line, process.executable))',
);
checkItem("CommandLine|windash: '-a'", 'process.command_line : ("-a", "/a", "–a", "—a", "―a")');
checkItem("CommandLine|windash: 'a-b'", 'process.command_line : "a-b"');
checkItem("CommandLine|base64: 'foo'", 'process.command_line : "Zm9v"');
// "foobar" after zero, one and two bytes: the characters that no other byte affects.
checkItem(
  "CommandLine|base64offset|contains: 'foobar'",
  'process.command_line : ("*Zm9vYmFy*", "*Zvb2Jhc*", "*mb29iYX*")',
);
checkItem("CommandLine|wide|base64: 'a'", 'process.command_line : "YQA="');
checkItem("CommandLine|utf16be|base64: 'a'", 'process.command_line : "AGE="');
checkItem("CommandLine|utf16|base64: 'a'", 'process.command_line : "//5hAA=="');
checkItem(
  "CommandLine|wide: 'a'",
  'refused: modifier: UTF-16 without base64 or base64offset cannot be compared with a string',
);
checkItem(
  "CommandLine|expand: '%x%'",
  'refused: placeholder: the rule has placeholders, which need values from your environment',
);
checkItem('CommandLine|hour: 3', 'refused: modifier: the modifier "hour" compares parts of a time');
checkItem('CommandLine|containz: x', 'refused: modifier: unknown modifier "containz"');
checkItem('CommandLine|i: x', 'refused: modifier: the modifier "i" must follow "re"');
checkItem('CommandLine: []', 'refused: invalid: "CommandLine" has no values');
checkItem('Nowhere: x', 'refused: field: the field "Nowhere" is not mapped');
checkItem("Image: 'a*b?c'", 'process.executable : "a*b?c"');
checkItem("Image: 'a\\*b'", 'process.executable regex~ "a\\\\*b"');
checkItem("Image: 'a\\\\*b'", 'process.executable : "a\\\\*b"');
checkItem("Image: 'a\\\\\\*b'", 'process.executable regex~ "a\\\\\\\\\\\\*b"');
checkItem("Image: 'a\\b'", 'process.executable : "a\\\\b"');
checkItem("Image|cased: 'a\\?'", 'process.executable == "a?"');
checkItem(
  `Image|re: 'a${'*'.repeat(50_000)}'`.replace('*', '+'),
  'refused: regex: the regular expression repeats a repetition',
);
