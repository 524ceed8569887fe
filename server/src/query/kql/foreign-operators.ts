import type { TextEdit } from '../../text/edits.js';
import type { SyntaxProblem } from '../syntax-problem.js';
import type { Misreading } from './misreading.js';
import type { KqlToken } from './tokens.js';

/** An operator of other languages at the end of an unquoted text. */
const operatorAtEnd = /(?<=\s|\w)(===?|=~?|!==?|<>|\bis(?:\s+not)?|\bequals|\bin|\blike|\bcontains)\s*$/i;

/** `field == "value"`: the operator is taken for a part of the field. */
export function foreignOperator(tokens: readonly KqlToken[], at: number): Misreading | undefined {
  const text = tokens[at - 1];
  const stumbled = tokens[at]!;
  if (text?.kind !== 'unquoted') return undefined;
  if (stumbled.kind !== 'quoted' && stumbled.kind !== '(') return undefined;
  const match = operatorAtEnd.exec(text.image);
  if (!match || match.index === 0) return undefined;
  const operator = match[1]!;
  const start = text.start + match.index;
  const span = { start, end: start + operator.length };
  const message = `KQL compares with [:], not with [${operator}]`;
  if (/^!|^<>|not$/i.test(operator)) return { span, message, help: 'write "not field: value"' };
  // A part of a value, and a pattern in quotes, are not what the colon compares with.
  if (/^(?:like|contains)$/i.test(operator)) {
    return { span, message, help: 'write "field: value", with * and without quotes for a pattern' };
  }
  const edits = listEdits(tokens, at);
  return {
    span,
    message,
    ...(edits ? { fix: { title: 'Replace with ":"', edits: [{ span, text: ':' }, ...edits] } } : {}),
  };
}

/** `field is not "value"` and `field not in ("a", "b")` */
export function negatedOperator(tokens: readonly KqlToken[], at: number): Misreading | undefined {
  const not = tokens[at]!;
  const field = tokens[at - 1];
  const before = tokens[at - 2]?.kind;
  if (not.kind !== 'not' || field?.kind !== 'unquoted' || before === ':' || before === 'range')
    return undefined;
  const operator = /^(?:in|equals)\s*$/i.test(tokens[at + 1]?.image ?? '') ? tokens[at + 1] : undefined;
  const name = (operator ? /^([\w@.-]+)\s+$/ : /^([\w@.-]+)\s+is\s+$/i).exec(field.image)?.[1];
  const index = operator ? at + 2 : at + 1;
  const value = tokens[index];
  if (name === undefined || !value) return undefined;
  if (!['quoted', '(', ...(operator ? [] : ['unquoted'])].includes(value.kind)) return undefined;
  const start = operator ? not.start : field.start + /is\s+$/i.exec(field.image)!.index;
  const written = operator ? `not ${operator.image.trim()}` : 'is not';
  const edits = before === 'not' || value.kind === 'unquoted' ? undefined : listEdits(tokens, index);
  const text = `not ${name}: `;
  return {
    span: { start, end: operator ? operator.start + operator.image.trim().length : not.start + 3 },
    message: `KQL compares with [:], not with [${written}]`,
    help: `write ${before === 'not' ? `${name}: ` : text}${value.kind === '(' ? '(…)' : value.image.trim()}`,
    ...(edits
      ? {
          fix: {
            title: `Write "${text.trim()}"`,
            edits: [{ span: { start: field.start, end: value.start }, text }, ...edits],
          },
        }
      : {}),
  };
}

/** What makes values with commas between them a list of KQL; undefined when a value is missing. */
function listEdits(tokens: readonly KqlToken[], at: number): TextEdit[] | undefined {
  return tokens[at]?.kind === '(' ? commaEdits(valuesFrom(tokens, at + 1)) : [];
}

/** Puts `or` for the commas between values; undefined when a value is missing. */
function commaEdits(values: readonly KqlToken[]): TextEdit[] | undefined {
  const written = values.map(({ kind, image }) => (kind === 'quoted' ? '""' : image)).join('');
  if (/^\s*,|,\s*(?:,|$)/.test(written)) return undefined;
  return values
    .filter(({ kind }) => kind === 'unquoted')
    .flatMap(({ start, image }) =>
      [...image.matchAll(/(?<!\s)\s*,\s*/g)].map(({ index, 0: comma }) => ({
        span: { start: start + index, end: start + index + comma.length },
        text: ' or ',
      })),
    );
}

/** `("a", "b")` and `("a", b)`; outside of a list the second would be asked of every field, and there is no fix. */
export function commas(
  first: SyntaxProblem,
  tokens: readonly KqlToken[],
  at: number,
): Misreading | undefined {
  const before = tokens[at - 1];
  const stumbled = tokens[at]!;
  const isBehind =
    before?.kind === 'quoted' && stumbled.kind === 'unquoted' && stumbled.image.startsWith(',');
  const isBefore = before?.kind === 'unquoted' && stumbled.kind === 'quoted' && /,\s*$/.test(before.image);
  if (!isBehind && !isBefore) return undefined;
  const values = valuesFrom(tokens, at - 1);
  const start = isBehind ? stumbled.start : before!.start + before!.image.lastIndexOf(',');
  const isList = first.wanted === ')';
  const edits = isList ? commaEdits(values) : undefined;
  return {
    span: { start, end: start + 1 },
    message: 'KQL lists values with [or], not with [,]',
    help: isList ? 'write or' : 'write the values in parentheses, with or between them',
    ...(edits ? { fix: { title: 'Replace with "or"', edits } } : {}),
  };
}

/** The values in a row from an index on. */
function valuesFrom(tokens: readonly KqlToken[], start: number): readonly KqlToken[] {
  const end = tokens.findIndex(
    ({ kind }, index) => index >= start && kind !== 'quoted' && kind !== 'unquoted',
  );
  return tokens.slice(start, end < 0 ? undefined : end);
}
