import type { TomlError as ValuesError } from 'smol-toml';
import type { ParseError } from 'toml-eslint-parser';

/** Error codes. Only this file interprets the messages of the libraries. */
export type TomlErrorKind =
  | 'bad-code-point'
  | 'bad-escape'
  | 'carriage-return'
  | 'comma-at-end'
  | 'control-character'
  | 'duplicate'
  | 'invalid-date'
  | 'invalid-time'
  | 'leading-zero'
  | 'line-break-in-entry'
  | 'line-break-in-table'
  | 'missing-comma'
  | 'missing-equals'
  | 'missing-key'
  | 'missing-line-break'
  | 'missing-name'
  | 'missing-value'
  | 'open-array'
  | 'open-header'
  | 'open-inline-table'
  | 'open-string'
  | 'space'
  | 'three-quotes'
  | 'too-deep'
  | 'underscore'
  | 'unexpected';

type Messages = readonly (readonly [message: RegExp, kind: TomlErrorKind])[];

const strictMessages: Messages = [
  [/^Unterminated string/, 'open-string'],
  [/^Unterminated table-key/, 'open-header'],
  [/^Unterminated array/, 'open-array'],
  [/^Unterminated inline table/, 'open-inline-table'],
  [/^Empty bare keys/, 'missing-key'],
  [/^Must be a newline/, 'missing-line-break'],
  [/^Expected equal/, 'missing-equals'],
  [/^Unspecified values/, 'missing-value'],
  [/^Expected comma/, 'missing-comma'],
  [/^Defining a key/, 'duplicate'],
  [/^Control characters/, 'control-character'],
  [/^The key, equals/, 'line-break-in-entry'],
  [/^No newlines are allowed/, 'line-break-in-table'],
  [/^Underscores/, 'underscore'],
  [/^Unexpected spaces/, 'space'],
  [/^Three or more/, 'three-quotes'],
  [/^Unexpected invalid date/, 'invalid-date'],
  [/^Unexpected invalid time/, 'invalid-time'],
  [/^Leading zeros/, 'leading-zero'],
  [/^Trailing comma/, 'comma-at-end'],
  [/^Invalid character in escape/, 'bad-escape'],
  [/^Invalid code point/, 'bad-code-point'],
  [/^(?:Consecutive dots|Keys cannot)/, 'missing-name'],
];

/**
 * Errors that the value library finds in a text that the strict parser accepts, because that one skips long
 * strings.
 */
const valuesMessages: Messages = [
  [/control characters/, 'control-character'],
  [/unrecognised escape|invalid escape/, 'bad-escape'],
  [/unicode escape/, 'bad-code-point'],
  [/excessively nested/, 'too-deep'],
  [/redefine/, 'duplicate'],
];

export function kindOfStrictError({ message }: ParseError): TomlErrorKind {
  return kindOf(message, strictMessages);
}

export function kindOfValuesError({ message }: ValuesError): TomlErrorKind {
  // The lines of the source follow.
  return kindOf(message.split('\n', 1)[0]!, valuesMessages);
}

function kindOf(message: string, messages: Messages): TomlErrorKind {
  return messages.find(([pattern]) => pattern.test(message))?.[1] ?? 'unexpected';
}
