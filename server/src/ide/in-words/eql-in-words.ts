import { printExpression } from '../../query/eql/print.js';
import type {
  Call,
  EqlQuery,
  EventFilter,
  Expression,
  Field,
  Literal,
  Step,
} from '../../query/eql/syntax.js';
import { inUnits } from '../../rule/schedule.js';
import { code, listed, type Statement, say } from './statement.js';

/** Describes an EQL query in words. */
export function eqlInWords(query: EqlQuery): readonly Statement[] {
  if (query.kind === 'event-query')
    return [say(`Each ${eventOf(query.filter)} for which`, conditions(query.filter.condition))];
  const key = query.keys.length === 0 ? '' : ` with the same ${listed(query.keys.map(nameOf), 'and')}`;
  const span =
    query.kind === 'sequence' && query.maxspan
      ? ` within ${code(inUnits(query.maxspan.milliseconds / 1000))}`
      : '';
  const order = query.kind === 'sequence' ? 'one after the other' : 'in any order';
  const until =
    query.kind !== 'sample' && query.until ? [stepInWords(query.until, 'and before that, none of:')] : [];
  return [
    say(`These events${key}, ${order}${span}:`, [...query.steps.map((step) => stepInWords(step)), ...until]),
  ];
}

function stepInWords({ filter, keys, runs, missing }: Step, lead = ''): Statement {
  const times = runs > 1 ? `${runs} times in a row ` : '';
  const article = missing ? 'no' : filter.category.any ? 'an' : 'a';
  const own = keys.length === 0 ? '' : `, joined by ${listed(keys.map(nameOf), 'and')},`;
  const start = lead === '' ? '' : `${lead} `;
  return say(`${start}${times}${article} ${eventOf(filter)}${own} for which`, conditions(filter.condition));
}

function eventOf({ category }: EventFilter): string {
  return category.any ? 'event' : `${code(category.name)} event`;
}

/** Returns the conditions that are joined by `and`. */
function conditions(condition: Expression): readonly Statement[] {
  return condition.kind === 'and' ? condition.operands.map(inWords) : [inWords(condition)];
}

function inWords(expression: Expression): Statement {
  switch (expression.kind) {
    case 'and':
      return say('all of these hold:', expression.operands.map(inWords));
    case 'or':
      return say('any of these holds:', expression.operands.map(inWords));
    case 'not': {
      const { operand } = expression;
      if (operand.kind === 'and') return say('not all of these hold:', operand.operands.map(inWords));
      if (operand.kind === 'or') return say('none of these holds:', operand.operands.map(inWords));
      return say('this does not hold:', [inWords(operand)]);
    }
    case 'comparison':
      return say(comparison(expression));
    case 'membership': {
      const { subject, negated, caseInsensitive, items } = expression;
      return say(
        `${shown(subject)} is ${negated ? 'none' : 'one'} of ${listed(items.map(valueText))}${anyCase(caseInsensitive)}`,
      );
    }
    case 'pattern-match': {
      const { subject, operator, patterns } = expression;
      const isRegex = operator.startsWith('regex');
      const isCaseless = operator === ':' || operator.endsWith('~');
      const isPlain = !isRegex && patterns.every((one) => !/[*?]/.test(valueText(one)));
      const verb = isRegex ? 'matches the regular expression' : isPlain ? 'is' : 'matches';
      return say(`${shown(subject)} ${verb} ${listed(patterns.map(valueText))}${anyCase(isCaseless)}`);
    }
    case 'call':
      return say(callInWords(expression));
    case 'boolean':
      return say(expression.value ? 'anything' : 'nothing');
    default:
      return say(`${code(printExpression(expression))} holds`);
  }
}

const relations: Readonly<Record<string, string>> = {
  '==': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is greater than',
  '>=': 'is at least',
};

function comparison({ left, operator, right }: Extract<Expression, { kind: 'comparison' }>): string {
  if (right.kind === 'null') return `${shown(left)} is ${operator === '==' ? 'missing' : 'present'}`;
  return `${shown(left)} ${relations[operator]!} ${isLiteral(right) ? code(valueText(right)) : shown(right)}`;
}

/** Functions that test a field, by lower-case name. */
const tests: Readonly<Record<string, string>> = {
  cidrmatch: 'is in',
  startswith: 'starts with',
  endswith: 'ends with',
  stringcontains: 'contains',
};

function callInWords(call: Call): string {
  const [subject, ...values] = call.arguments;
  const verb = tests[call.name.toLowerCase()];
  if (verb === undefined || !subject || !values.every(isLiteral)) return `${shown(call)} holds`;
  return `${shown(subject)} ${verb} ${listed(values.map(valueText))}${anyCase(call.caseInsensitive)}`;
}

/** Describes a compared value: a field, or an expression over fields. */
function shown(expression: Expression): string {
  if (expression.kind === 'field') return code(nameOf(expression));
  if (
    expression.kind === 'call' &&
    expression.name.toLowerCase() === 'length' &&
    expression.arguments.length === 1
  )
    return `the length of ${shown(expression.arguments[0]!)}`;
  return code(printExpression(expression));
}

function nameOf({ name }: Field): string {
  return name;
}

function isLiteral(expression: Expression): expression is Literal {
  return ['string', 'number', 'boolean', 'null'].includes(expression.kind);
}

/** Returns a literal without its quotes; anything else as written. */
function valueText(expression: Expression): string {
  return expression.kind === 'string' ? expression.value : printExpression(expression);
}

function anyCase(isCaseless: boolean): string {
  return isCaseless ? ', in any letter case' : '';
}
